namespace TokenGateway.Tests.Commands;

public sealed class StoreMigrateCommandTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    private string Store => Path.Combine(_folder.Path, "data", "tokengateway.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("token list")]
    [InlineData("token delete 1")]
    [InlineData("token create --user alice")]
    [InlineData("user list")]
    [InlineData("audit list")]
    [InlineData("config check --store")]
    public async Task Other_commands_refuse_an_older_store_and_leave_it_alone(string line)
    {
        OlderStore.Create(Store);

        var result = await _folder.RunAsync(line.Split(' '));

        result.ExitCode.ShouldBe(4);
        result.Error.ShouldContain($"has schema version {OlderStore.Version}, and this program needs version {OlderStore.Newest}");
        result.Error.ShouldContain("`tokengateway store migrate`");
        OlderStore.VersionOf(Store).ShouldBe(OlderStore.Version);
        Copies().ShouldBeEmpty();
    }

    [Fact]
    public async Task Migrate_says_from_where_to_where_and_keeps_a_copy_then_has_nothing_to_do()
    {
        OlderStore.Create(Store);

        var first = await _folder.RunAsync("store", "migrate");
        var second = await _folder.RunAsync("store", "migrate");

        var copy = Copies().ShouldHaveSingleItem();
        first.ExitCode.ShouldBe(0, first.Error);
        first.Output.ShouldBe($"migrated: {Store} from schema version {OlderStore.Version} to {OlderStore.Newest}; the previous version was saved as {copy}\n");
        OlderStore.VersionOf(copy).ShouldBe(OlderStore.Version);
        OlderStore.VersionOf(Store).ShouldBe(OlderStore.Newest);
        second.ExitCode.ShouldBe(0);
        second.Output.ShouldStartWith("nothing to do: ");
        (await _folder.RunAsync("user", "create", "alice", "--email", "alice@example.com", "--role", "Users")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Migrate_makes_no_store_where_there_is_none()
    {
        var result = await _folder.RunAsync("store", "migrate");

        result.ExitCode.ShouldBe(4);
        result.Error.ShouldContain("is not there");
        File.Exists(Store).ShouldBeFalse();
    }

    private string[] Copies() => Directory.GetFiles(Path.GetDirectoryName(Store)!, "*.bak");
}
