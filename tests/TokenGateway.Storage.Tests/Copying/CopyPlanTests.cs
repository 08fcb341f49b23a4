using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Copying;

namespace TokenGateway.Storage.Tests.Copying;

public sealed class CopyPlanTests : IAsyncDisposable
{
    private readonly CopyDatabases _databases = new();

    public ValueTask DisposeAsync() => _databases.DisposeAsync();

    /// <summary>Whoever adds a table says whether it is copied, and each of its columns comes along in both directions.</summary>
    [Fact]
    public async Task Both_databases_have_the_tables_of_the_plan_and_no_others_with_the_same_columns()
    {
        var (file, database) = (_databases.NewSqlite(), CopyDatabases.NewPostgreSql());
        await using var sqlite = await CopySides.OpenTargetAsync(file, _databases.Clock);
        await using var postgreSql = await CopySides.OpenTargetAsync(database, _databases.Clock);

        foreach (var side in new[] { sqlite, postgreSql })
        {
            var tables = await side.ListTablesAsync();
            CopyPlan.UnknownOf(tables).ShouldBeEmpty();
            CopyPlan.Tables.Select(table => table.Name).Except(tables).ShouldBeEmpty();
        }

        foreach (var table in CopyPlan.Tables)
        {
            var shape = await CopyShape.ReadAsync(table, sqlite, postgreSql);
            table.Key.Except(shape.Columns).ShouldBeEmpty();
            shape.Columns.Count.ShouldBeGreaterThan(1);
        }
    }

    [Fact]
    public async Task Table_that_nobody_decided_about_stops_the_copy()
    {
        var (source, target) = (await _databases.FilledAsync(StoreProvider.Sqlite), CopyDatabases.NewPostgreSql());
        _databases.Execute(source, "CREATE TABLE novelties (id INTEGER PRIMARY KEY)");

        (await Should.ThrowAsync<StoreCopyRefusedException>(() => _databases.CopyAsync(source, target))).Message.ShouldContain("novelties");
    }

    [Fact]
    public void Keys_are_read_as_they_were_written()
    {
        object?[] key = [-5L, "a b\\ \"ä😀\u0001", new byte[] { 0, 255 }, ""];

        var read = CopyKey.Read(CopyKey.Write(key));

        CopyRow.AreSame(read, key).ShouldBeTrue();
    }

    [Fact]
    public void Digest_of_a_row_tells_kinds_and_borders_of_values_apart()
    {
        object?[][] rows = [["ab", "c"], ["a", "bc"], [null, "abc"], ["", "abc"], ["abc", null], [1L, "abc"], ["1", "abc"], [new byte[] { 49 }, "abc"]];

        rows.Select(row => Convert.ToHexString(CopyRow.DigestOf(row))).Distinct().Count().ShouldBe(rows.Length);
    }
}
