using TokenGateway.Storage.Backends;

namespace TokenGateway.Storage.Tests.Copying;

/// <summary>A store that was cut, altered behind its back or restored in part is found, and a sound one is not.</summary>
public sealed class StoreInvariantTests : IAsyncDisposable
{
    private readonly CopyDatabases _databases = new();

    public static TheoryData<string, string> Losses { get; } = new()
    {
        { "DELETE FROM tokens", "rows of retired_secrets refer to tokens that do not exist: 1" },
        { "DELETE FROM tokens", "rows of kept_values refer to tokens that do not exist: 1" },
        { "DELETE FROM recorded_permissions WHERE permission = 'a'", "token_permissions name permissions that were never recorded: 1" },
        { "UPDATE recorded_permissions SET since = seen + 1 WHERE permission = 'a'", "recorded since a later day than the last one: 1" },
        { "DELETE FROM store", "which store it is" },
        { "DELETE FROM change_head", "says where the changes end is missing" },
        { "UPDATE change_head SET seq = seq - 1", "behind the place where they end" },
        { "UPDATE change_head SET seq = seq + 1", "changes up to the place where they end are missing" },
        { "DELETE FROM changes WHERE seq = (SELECT min(seq) + 1 FROM changes)", "changes up to the place where they end are missing" },
        { "DELETE FROM audit WHERE seq = 2", "records are missing in the audit log: 1" },
        { "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)", "lacks the record that its signed end names" },
        { "DELETE FROM audit_ends", "records behind its signed end" },
        { "UPDATE audit_ends SET seq = seq - 1", "records behind its signed end: 1" },
    };

    public ValueTask DisposeAsync() => _databases.DisposeAsync();

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Loss_in_a_file_is_found(string loss, string fault)
    {
        var store = await _databases.FilledAsync(StoreProvider.Sqlite);
        Stores.Check(store).Faults.ShouldBeEmpty();

        _databases.Execute(store, loss);

        Stores.Check(store).Faults.ShouldContain(found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Losses_in_a_database_are_found_each()
    {
        foreach (var (loss, fault) in Losses.Select(row => ((string)row[0], (string)row[1])).Append(("SELECT setval('token_numbers', 1, false); UPDATE tokens SET id = 3", "token_numbers gives numbers next")))
        {
            var store = CopyDatabases.NewPostgreSql();
            await using (var open = _databases.Open(store))
            {
                foreach (var name in new[] { "a", "b", "c" })
                    await open.Tokens.AddAsync(Some.Draft(name: name), Some.NoQuota, Some.Seal(), default);
            }

            _databases.Execute(store, "INSERT INTO retired_secrets (digest, token, retired_at, valid_until) SELECT sha256('x'), max(id), 1, 1 FROM tokens; INSERT INTO kept_values (token, key_id, digest, cipher) SELECT max(id), 'k', sha256('x'), '' FROM tokens; INSERT INTO recorded_permissions VALUES ('a', 1, 2); INSERT INTO token_permissions SELECT max(id), 'a', 1 FROM tokens");
            Stores.Check(store).Faults.ShouldBeEmpty(loss);

            _databases.Execute(store, loss);

            Stores.Check(store).Faults.ShouldContain(found => found.Contains(fault, StringComparison.Ordinal), loss);
        }
    }

    [Fact]
    public async Task Numbers_of_users_and_notices_that_a_sequence_will_give_again_are_found()
    {
        var store = await _databases.FilledAsync(StoreProvider.PostgreSql);
        Stores.Check(store).Faults.ShouldBeEmpty();

        _databases.Execute(store, "SELECT setval(pg_get_serial_sequence('users', 'number'), 1, false), setval(pg_get_serial_sequence('notices', 'id'), 1, false)");

        Stores.Check(store).Faults.ShouldBe(["users.number gives numbers next that were given already", "notices.id gives numbers next that were given already"]);
    }
}
