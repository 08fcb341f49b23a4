using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>The listed tokens of a route are those that the edge admits.</summary>
public sealed class RouteTokensTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    [Theory]
    [InlineData("orders", "GET", "/orders/1")]
    [InlineData("orders", "HEAD", "/orders/1")]
    [InlineData("orders", "DELETE", "/orders/1")]
    [InlineData("orders", "delete", "/orders/1")]
    [InlineData("orders", "PROPFIND", "/orders/1")]
    [InlineData("reports", "GET", "/reports/1")]
    [InlineData("vault", "GET", "/files/private/1")]
    [InlineData("files", "POST", "/files/1")]
    public async Task Tokens_listed_are_those_that_the_edge_lets_through(string route, string method, string path)
    {
        var disabled = $"reach-disabled-{Guid.NewGuid():N}";
        var tokens = new List<IssuedToken>
        {
            await edge.Gateway.IssueAsync("reach-user", "Users"),
            await edge.Gateway.IssueAsync("reach-engineer", "Engineers"),
            await edge.Gateway.IssueAsync("reach-engineer", "Engineers", request => request with { Permissions = [PermissionName.Parse("orders:read")] }),
            await edge.Gateway.IssueAsync("reach-administrator", "Administrators"),
            await edge.Gateway.IssueAsync("reach-user", "Users", request => request with { NotBefore = DateTimeOffset.UtcNow.AddDays(1) }),
            await edge.Gateway.IssueAsync(disabled, "Administrators"),
            await edge.Gateway.IssueAsync("reach-user", "Users"),
        };
        await edge.Gateway.Users.SetDisabledAsync(Actor.Operator("test"), UserId.Parse(disabled), true, edge.Gateway.State.Current.Access, default);
        await edge.Gateway.Tokens.DeactivateAsync(Actor.Operator("test"), tokens[^1].Token.Id, default);

        var listed = await ListAsync($"/routes/{route}/tokens?method={method}");

        foreach (var token in tokens)
        {
            var answered = await edge.SendAsync(method, path, [$"Authorization: Bearer {token.Value}"]);
            listed.Contains(token.Token.Id.ToString()).ShouldBe(answered.Seen.Count > 0, $"{token.Token.Id} {token.Token.Role} {answered.Status}");
        }
    }

    [Fact]
    public async Task An_open_route_says_that_no_token_is_needed()
    {
        ((bool)(await edge.Admin.GetAsync("/routes/open/tokens"))["anonymous"]).ShouldBeTrue();
        ((bool)(await edge.Admin.GetAsync("/routes/orders/tokens"))["anonymous"]).ShouldBeFalse();
        (await ListAsync("/routes/open/tokens?method=TRACE")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_role_and_pages_narrow_the_list()
    {
        for (var i = 0; i < 3; i++)
            await edge.Gateway.IssueAsync("paged", "Engineers");

        var all = await ListAsync("/routes/orders/tokens?method=GET&limit=500");
        (await ListAsync("/routes/orders/tokens?method=GET&limit=2")).ShouldBe(all);
        var engineers = await edge.Admin.GetAsync("/routes/orders/tokens?role=Engineers&limit=500");
        engineers.Items.Select(one => (string?)one!["role"]).Distinct().ShouldBe(["Engineers"]);
    }

    [Fact]
    public async Task Only_who_manages_everyones_tokens_may_ask()
    {
        (await edge.Owner.GetAsync("/routes/orders/tokens")).Status.ShouldBe(403);
        (await edge.Nobody.GetAsync("/routes/orders/tokens")).Status.ShouldBe(401);
        var settings = edge.Gateway.Api((await edge.Gateway.IssueAsync("adam", "Administrators", request => request with { Manages = ManagementRights.Settings })).Value);
        (await settings.GetAsync("/routes/orders/tokens")).Status.ShouldBe(403);
        (await settings.GetAsync("/routes")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("/routes/nothing/tokens", 404, "not_found")]
    [InlineData("/routes/orders/tokens?method=%3Cb%3E", 400, "invalid_value")]
    [InlineData("/routes/orders/tokens?role=a%20b", 400, "invalid_value")]
    [InlineData("/routes/orders/tokens?limit=0", 400, "invalid_value")]
    [InlineData("/routes/orders/tokens?cursor=x", 400, "invalid_request")]
    public async Task What_cannot_be_asked_is_refused(string path, int status, string code)
    {
        var answer = await edge.Admin.GetAsync(path);
        (answer.Status, (string?)answer["code"]).ShouldBe((status, code));
    }

    /// <summary>No call scans a large store completely: a page may be empty, and the next one continues.</summary>
    [Fact]
    public async Task A_large_store_is_read_in_parts()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.Sample("http://127.0.0.1:1/"));
        var admin = gateway.Api((await gateway.IssueAsync("adam", "Administrators", request => request with { Manages = ManagementRights.Tokens })).Value);
        await gateway.IssueAsync("alice", "Users");
        var owner = UserId.Parse("alice");
        TokenImport[] imports =
        [
            .. Enumerable.Range(0, 10_100).Select(i => new TokenImport(
                new Token { Id = default, Name = $"bulk {i}", Owner = owner, Role = RoleName.Parse("Users"), CreatedBy = "cli:test", CreatedAt = DateTimeOffset.UtcNow },
                new SealedValue(new TokenDigest(RandomNumberGenerator.GetBytes(TokenDigest.Size)), "..."), new TokenQuota(null, null, DateTimeOffset.UtcNow))),
        ];
        await gateway.Services.GetRequiredService<ITokenStore>().ImportAsync(
            imports, isDryRun: false, token => new AuditEntry(new AuditActor("cli:test"), AuditAction.TokenImported, $"token:{token.Id}"), WriteBasis.None, default);

        var first = await admin.GetAsync("/routes/orders/tokens?method=DELETE");
        (first.Status, first.Items.Count, first.Json!["next"] is null).ShouldBe((200, 1, false));
        var second = await admin.GetAsync($"/routes/orders/tokens?method=DELETE&cursor={first["next"]}");
        (second.Status, second.Items.Count, second.Json!["next"] is null).ShouldBe((200, 0, true));
        var page = await admin.GetAsync("/routes/orders/tokens?method=GET&limit=500");
        (page.Items.Count, page.Json!["next"] is null).ShouldBe((500, false));
    }

    private async Task<List<string>> ListAsync(string path)
    {
        var (ids, cursor) = (new List<string>(), "");
        while (true)
        {
            var page = await edge.Admin.GetAsync(path + (cursor.Length == 0 ? "" : $"&cursor={cursor}"));
            page.Status.ShouldBe(200, page.Text);
            ids.AddRange(page.Items.Select(one => one!["id"]!.ToString()));
            if (page.Json!["next"] is not { } next)
                return ids;
            cursor = next.ToString();
        }
    }
}
