using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;
using TokenGateway.Portal.Tests.Sessions;

namespace TokenGateway.Portal.Tests.Bulk;

public sealed class IncidentPageTests(PageClient client) : IClassFixture<PageClient>
{
    [Theory]
    [InlineData("uma")]
    [InlineData("erik")]
    public async Task Only_those_who_manage_all_tokens_know_it(string user)
    {
        (await client.SendAsync(user, HttpMethod.Get, "/incident")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.SendAsync(user, HttpMethod.Get, "/incident?owner=ada")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.PostAsync(user, "/incident?owner=ada", ("action", "delete"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("usedFrom=192.0.2.0/24&owner=uma", "near query")]
    [InlineData("usedFrom=192.0.2.4&owner=uma", "near")]
    [InlineData("usedFrom=2001:db8::/32&owner=uma", "far")]
    [InlineData("inUrl=1&owner=uma", "query")]
    [InlineData("neverUsed=1&owner=uma", "never")]
    [InlineData("createdBefore=2020-01-01&owner=uma", "")]
    [InlineData("createdFrom=2020-01-01&owner=uma", "near query far never")]
    [InlineData("owner=uma&role=Administrators", "")]
    [InlineData("owner=uma&realm=default", "near query far never")]
    public async Task Tokens_are_found_by_what_is_known_of_the_incident(string query, string expected)
    {
        foreach (var (name, from, place) in new[] { ("near", "192.0.2.4", TokenPlace.Header), ("query", "192.0.2.5", TokenPlace.Query), ("far", "2001:db8::1", TokenPlace.Header), ("never", "", TokenPlace.Header) })
            await AddOnceAsync(name, from, place);

        var page = await client.GetTextAsync("ada", "/incident?" + query);

        foreach (var name in new[] { "near", "query", "far", "never" })
            page.Contains($">{name}</a>", StringComparison.Ordinal).ShouldBe(expected.Split(' ').Contains(name), $"{name}\n{page}");
    }

    [Theory]
    [InlineData("usedFrom=nowhere")]
    [InlineData("createdBefore=yesterday")]
    [InlineData("role=No such role")]
    [InlineData("owner=%20%01&realm=default")]
    public async Task Condition_that_cannot_be_read_selects_nothing(string query)
    {
        (await client.SendAsync("ada", HttpMethod.Get, "/incident?" + query)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await client.PostAsync("ada", "/incident?" + query, ("action", "delete"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Nothing_asked_is_nothing_selected()
    {
        (await client.PostAsync("ada", "/incident", ("action", "delete"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await client.PostAsync("ada", "/incident?owner=erik", ("action", "activate"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("deactivate", AuditAction.TokenDeactivated, TokenState.Inactive)]
    [InlineData("delete", AuditAction.TokenDeleted, TokenState.Deleted)]
    public async Task Reason_is_in_the_audit_log_of_every_token(string action, AuditAction recorded, TokenState state)
    {
        var id = await client.IssueAsync("erik");
        var preview = await client.PostAsync("ada", "/incident?owner=erik", ("action", action), ("reason", "laptop stolen"));
        preview.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var path = preview.Headers.Location!.ToString();
        (await client.GetTextAsync("ada", path)).ShouldContain("laptop stolen");
        (await StateAsync(id)).ShouldBe(TokenState.Active);

        var count = (await client.GetTextAsync("ada", path)).Split("data-confirm=\"").ElementAtOrDefault(1)?.Split('"')[0] ?? "";
        var result = (await client.PostAsync("ada", path + "?handler=Lower", ("count", count))).Headers.Location!.ToString();

        (await client.GetTextAsync("ada", result)).ShouldContain("/audit?actor=user%3Aada");
        (await client.GetTextAsync("ada", result + "?format=markdown")).ShouldContain("- Reason: laptop stolen");
        (await StateAsync(id)).ShouldBe(state);
        var records = await client.Gateway.Services.GetRequiredService<IAuditLog>().ListNewestAsync(new AuditFilter { Action = recorded, Subject = $"token:{id}" }, null, 10, default);
        records.ShouldHaveSingleItem().Entry.After!.ShouldContain("\"reason\":\"laptop stolen\"");
    }

    private async Task AddOnceAsync(string name, string from, TokenPlace place)
    {
        var all = await client.Gateway.Tokens.ListAsync(Actor.Operator("test"), new() { Owner = UserId.Parse("uma"), Contains = name }, null, 1, default);
        if (all.Value!.Count > 0)
            return;
        var made = await client.Gateway.Tokens.IssueAsync(
            Actor.Operator("test"), new IssueRequest { Owner = UserId.Parse("uma"), Name = name }, client.Gateway.Services.GetRequiredService<IAccessModelSource>().Current, default);
        if (from.Length == 0)
            return;
        var now = DateTimeOffset.UtcNow;
        await client.Gateway.Services.GetRequiredService<IUsageStore>().AddAsync(
            [new TokenUsage(made.Value!.Token.Id, DateOnly.FromDateTime(now.UtcDateTime), new UsageCounts(Allowed: 1), new TokenUse(now, from, place))], TimeSpan.Zero, default);
    }

    private async Task<TokenState> StateAsync(string id) =>
        (await client.Gateway.Tokens.GetAsync(Actor.Operator("test"), TokenId.TryParse(id, out var token) ? token : default, default)).Value!.StateAt(DateTimeOffset.UtcNow);
}
