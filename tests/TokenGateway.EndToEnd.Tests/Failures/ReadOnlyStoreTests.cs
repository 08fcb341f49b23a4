using System.Net;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>A node that can read but not write its store, as on a read-only mount, while another node writes.</summary>
public sealed class ReadOnlyStoreTests
{
    [Fact]
    public async Task A_node_that_cannot_write_serves_says_so_to_writers_and_follows_what_others_write()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var writer = await TestGateway.StartAsync(Configs.AnyToken(upstream.Address));
        var token = await writer.IssueAsync("alice", "Engineers");
        var unused = await writer.IssueAsync("bob", "Engineers");
        await using var mount = await MountNamespace.ReadOnlyAsync(Path.Combine(writer.Folder, "data"));
        await using var reader = await GatewayProcess.StartAsync(writer.Folder, Configs.AnyToken(upstream.Address), mount.Gateway);
        (await reader.StatusAsync(token.Value)).ShouldBe(HttpStatusCode.OK);
        (await reader.StatusAsync("never-issued")).ShouldBe(HttpStatusCode.Unauthorized);

        foreach (var refused in await Task.WhenAll(
            CliAsync("token", "create", "--user", "alice"), CliAsync("token", "delete", $"{token.Token.Id}")))
        {
            refused.ExitCode.ShouldBe(4, refused.Error);
            refused.Output.ShouldBeEmpty();
            refused.Error.ShouldContain(Path.Combine(writer.Folder, "data", "tokengateway.db"));
            refused.Error.ShouldContain("can only be read");
            refused.Error.ShouldNotContain('\n');
        }

        (await reader.StatusAsync(token.Value)).ShouldBe(HttpStatusCode.OK);
        (await writer.Tokens.DeleteAsync(Actor.Operator("test"), token.Token.Id, CancellationToken.None)).Error.ShouldBeNull();
        await Eventually.BecomesTrueAsync(async () => await reader.StatusAsync(token.Value) == HttpStatusCode.Unauthorized, "the deletion is followed");
        (await reader.StatusAsync(unused.Value)).ShouldBe(HttpStatusCode.OK);
        reader.Process.HasExited.ShouldBeFalse();

        Task<CliResult> CliAsync(params string[] command) => mount.CliAsync([.. command, "--config", reader.ConfigPath]);
    }
}
