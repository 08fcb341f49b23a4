using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Auditing;

/// <summary>Whatever is done with tokens and users, the audit log contains nothing that authenticates or from which a value could be guessed.</summary>
public sealed class AuditSecretsTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly List<string> _secrets = [];
    private TestGateway _gateway = null!;

    private Actor Operator { get; } = Actor.Operator("test");

    public async Task InitializeAsync() => _gateway = await TestGateway.StartAsync(Configs.AnyToken("http://127.0.0.1:9/"));

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task No_value_password_or_digest_stands_in_any_record()
    {
        await LiveAsync();

        var table = Dump();
        table.Length.ShouldBeGreaterThan(12, "everything below is recorded");
        foreach (var secret in _secrets)
            table.ShouldAllBe(row => !Secrets.IsIn(row, secret));
    }

    // A control that the test can find a digest: the one that the token itself is stored under.
    [Fact]
    public async Task What_is_looked_for_is_what_the_store_has()
    {
        await LiveAsync();

        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM tokens WHERE hex(digest) = $digest";
        command.Parameters.AddWithValue("$digest", _secrets.Last(secret => secret.Length == 64).ToUpperInvariant());
        Convert.ToInt32(command.ExecuteScalar()).ShouldBe(1);
    }

    private async Task LiveAsync()
    {
        var (users, tokens, model) = (_gateway.Users, _gateway.Tokens, _gateway.State.Current.Access);
        var alice = UserId.Parse("alice");
        foreach (var one in await CommandsAsync())
            Keep(one);
        var user = new User { Id = alice, Email = "alice@example.com", Roles = [RoleName.Parse("Users")] };
        await RequireAsync(users.CreateAsync(Operator, user, KeepText("$argon2id$v=19$first-hash-of-a-password"), model, None));
        await RequireAsync(users.SetPasswordHashAsync(Operator, alice, KeepText("$argon2id$v=19$second-hash-of-a-password"), model, None));
        await RequireAsync(users.SetRolesAsync(Operator, alice, [RoleName.Parse("Engineers")], model, None));
        await RequireAsync(users.SetCanCreateTokensAsync(Operator, alice, true, model, None));
        await RequireAsync(users.SetDisabledAsync(Operator, alice, true, model, None));
        await RequireAsync(users.SetDisabledAsync(Operator, alice, false, model, None));
        var issued = await RequireAsync(tokens.IssueAsync(Operator, new IssueRequest { Owner = alice, Name = "ci" }, model, None));
        Keep(issued.Value);
        await RequireAsync(tokens.DeactivateAsync(Operator, issued.Token.Id, None));
        await RequireAsync(tokens.ActivateAsync(Operator, issued.Token.Id, model, None));
        Keep((await RequireAsync(tokens.RotateAsync(Operator, issued.Token.Id, TimeSpan.FromDays(1), model, None))).Value);
        await RequireAsync(tokens.EndOverlapAsync(Operator, issued.Token.Id, None));
        await RequireAsync(users.DeleteAsync(Operator, alice, model, None));
        var last = await RequireAsync(users.CreateAsync(Operator, user with { Id = UserId.Parse("bob") }, model, None));
        var deleted = await RequireAsync(tokens.IssueAsync(Operator, new IssueRequest { Owner = last.Id }, model, None));
        Keep(deleted.Value);
        await RequireAsync(tokens.DeleteAsync(Operator, deleted.Token.Id, None));
    }

    private async Task<string[]> CommandsAsync()
    {
        (await _gateway.CliAsync("user", "create", "carol", "--role", "Users")).ExitCode.ShouldBe(0);
        var created = await _gateway.CliAsync("token", "create", "--user", "carol");
        created.ExitCode.ShouldBe(0, created.Error);
        return [created.Output.Trim()];
    }

    private void Keep(string value)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(value));
        _secrets.AddRange([value, Convert.ToBase64String(digest), Convert.ToHexStringLower(digest)]);
    }

    private string KeepText(string hash)
    {
        _secrets.Add(hash);
        return hash;
    }

    // Blobs as hexadecimal digits, so that a digest among the seals would be found too.
    private string[] Dump()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM audit";
        using var rows = command.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read())
        {
            lines.Add(string.Join('\n', Enumerable.Range(0, rows.FieldCount)
                .Select(i => rows.GetValue(i) is byte[] bytes ? Convert.ToHexStringLower(bytes) : $"{rows.GetValue(i)}")));
        }

        return [.. lines];
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_gateway.Folder, "data", "tokengateway.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    private static async Task<T> RequireAsync<T>(ValueTask<LifecycleResult<T>> change)
        where T : class
    {
        var result = await change;
        return result.Value ?? throw new InvalidOperationException(result.Error!.Message);
    }
}
