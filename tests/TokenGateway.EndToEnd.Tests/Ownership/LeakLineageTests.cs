using Microsoft.AspNetCore.Identity;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.EndToEnd.Tests.Management;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Ownership;

/// <summary>A leak report revokes the token and everything it created, and no token can undo that.</summary>
public sealed class LeakLineageTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    private const string Password = "correct horse battery";

    private static readonly Actor Operator = Actor.Operator("test");

    [Fact]
    public async Task What_a_leaked_token_made_goes_with_it_through_any_number_of_others()
    {
        var leaked = await IssueAsync();
        var child = await CreateByAsync(leaked.Value);
        var grandchild = await CreateByAsync(child.Value);
        var bystander = await IssueAsync();
        await edge.Gateway.Tokens.DeleteAsync(Operator, TokenId.Stored(child.Id), default);
        var rotated = await IssueAsync();
        var rotatedValue = await RotateByAsync(grandchild.Value, rotated.Token.Id);

        await ReportAsync(leaked.Value);

        foreach (var value in new[] { leaked.Value, child.Value, grandchild.Value, rotatedValue })
            (await edge.GetAsync("/orders/1", "X-API-Key: " + value)).Status.ShouldBe(401);
        (await edge.GetAsync("/orders/1", "X-API-Key: " + bystander.Value)).Status.ShouldBe(200);
        var record = (await edge.Admin.GetAsync($"/audit?subject=token:{leaked.Token.Id}&action=token.leaked")).Items.ShouldHaveSingleItem()!;
        record["after"]!["alsoDeactivated"]!.AsArray().Select(one => (string?)one).ShouldBe([$"{grandchild.Id}", rotated.Token.Id.ToString()], ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_deleted_token_made_goes_when_its_value_is_reported()
    {
        var deleted = await IssueAsync();
        var child = await CreateByAsync(deleted.Value);
        await edge.Gateway.Tokens.DeleteAsync(Operator, deleted.Token.Id, default);

        await ReportAsync(deleted.Value);

        (await edge.GetAsync("/orders/1", "X-API-Key: " + child.Value)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Tokens_that_gave_each_other_secrets_go_together()
    {
        var first = await IssueAsync();
        var second = await CreateByAsync(first.Value);
        var firstAgain = await RotateByAsync(second.Value, first.Token.Id);

        await ReportAsync(second.Value);

        (await edge.GetAsync("/orders/1", "X-API-Key: " + firstAgain)).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Secret_that_a_leaked_token_gave_ends_also_when_a_person_gave_another_since(bool throughAnother)
    {
        var (leaked, other) = (await IssueAsync(), await IssueAsync());
        var by = throughAnother ? (await CreateByAsync(leaked.Value)).Value : leaked.Value;
        var known = await RotateByAsync(by, other.Token.Id);
        var child = await CreateByAsync(known);
        using var session = await ClientAsync("session");
        var own = (string)(await session.PostAsync($"/tokens/{other.Token.Id}/rotate", """{ "overlap": "24h" }"""))["token"]!;
        (await edge.GetAsync("/orders/1", "X-API-Key: " + known)).Status.ShouldBe(200);

        // Created with the known secret, while it still works.
        var late = await CreateByAsync(known);

        await ReportAsync(leaked.Value);

        foreach (var value in new[] { leaked.Value, known, child.Value, late.Value })
            (await edge.GetAsync("/orders/1", "X-API-Key: " + value)).Status.ShouldBe(401);
        (await edge.GetAsync("/orders/1", "X-API-Key: " + own)).Status.ShouldBe(200);
        var record = (await edge.Admin.GetAsync($"/audit?subject=token:{other.Token.Id}&action=token.overlap_ended")).Items.ShouldHaveSingleItem()!;
        ((string?)record["after"]!["with"]).ShouldBe($"token:{leaked.Token.Id}");
    }

    [Fact]
    public async Task What_is_made_after_a_known_secret_ended_stays()
    {
        var (leaked, other) = (await IssueAsync(), await IssueAsync());
        await RotateByAsync(leaked.Value, other.Token.Id);
        using var session = await ClientAsync("session");
        var own = (string)(await session.PostAsync($"/tokens/{other.Token.Id}/rotate"))["token"]!;
        var child = await CreateByAsync(own);

        await ReportAsync(leaked.Value);

        (await edge.GetAsync("/orders/1", "X-API-Key: " + own)).Status.ShouldBe(200);
        (await edge.GetAsync("/orders/1", "X-API-Key: " + child.Value)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("owner's token", "activate", "session_required")]
    [InlineData("owner's token", "rotate", "session_required")]
    [InlineData("administrator's token", "activate", null)]
    [InlineData("administrator's token", "rotate", "session_required")]
    [InlineData("session", "activate", null)]
    [InlineData("session", "rotate", null)]
    [InlineData("owner's token", "delete", null)]
    public async Task Leaked_token_is_brought_back_by_people(string by, string action, string? expected)
    {
        var leaked = await IssueAsync();
        await ReportAsync(leaked.Value);
        using var client = await ClientAsync(by);

        var answer = action == "delete" ? await client.DeleteAsync($"/tokens/{leaked.Token.Id}") : await client.PostAsync($"/tokens/{leaked.Token.Id}/{action}");

        answer.Code.ShouldBe(expected, answer.Text);
    }

    [Fact]
    public async Task Leaked_token_that_is_switched_on_again_gives_nothing_until_its_secret_is_another()
    {
        var (leaked, other) = (await IssueAsync(), await IssueAsync());
        await ReportAsync(leaked.Value);
        using var session = await ClientAsync("session");
        (await session.PostAsync($"/tokens/{leaked.Token.Id}/activate")).Status.ShouldBe(200);
        using var client = edge.Gateway.Api(leaked.Value);

        (await edge.GetAsync("/orders/1", "X-API-Key: " + leaked.Value)).Status.ShouldBe(200);
        (await client.PostAsync("/tokens", "{}")).Code.ShouldBe("session_required");
        (await client.PostAsync($"/tokens/{leaked.Token.Id}/rotate")).Code.ShouldBe("session_required");
        (await client.PostAsync($"/tokens/{other.Token.Id}/rotate")).Code.ShouldBe("session_required");

        // Even with a requested overlap, the leaked secret ends.
        var rotated = (string)(await session.PostAsync($"/tokens/{leaked.Token.Id}/rotate", """{ "overlap": "1h" }"""))["token"]!;
        (await edge.GetAsync("/orders/1", "X-API-Key: " + leaked.Value)).Status.ShouldBe(401);
        using var anew = edge.Gateway.Api(rotated);
        (await anew.PostAsync("/tokens", "{}")).Status.ShouldBe(201);
    }

    private Task<IssuedToken> IssueAsync() => edge.Gateway.IssueAsync("lena", "Users", request => request with { Manages = ManagementRights.Own });

    private async Task<(long Id, string Value)> CreateByAsync(string credential)
    {
        using var client = edge.Gateway.Api(credential);
        var answer = await client.PostAsync("/tokens", """{ "manages": ["own"] }""");
        answer.Status.ShouldBe(201, answer.Text);
        return ((long)answer["id"], (string)answer["token"]!);
    }

    private async Task<string> RotateByAsync(string credential, TokenId id)
    {
        using var client = edge.Gateway.Api(credential);
        var answer = await client.PostAsync($"/tokens/{id}/rotate");
        answer.Status.ShouldBe(200, answer.Text);
        return (string)answer["token"]!;
    }

    private async Task<ApiClient> ClientAsync(string by)
    {
        if (by == "administrator's token")
            return edge.Gateway.Api((await edge.Gateway.IssueAsync("ada", "Administrators", request => request with { Manages = ManagementRights.Own | ManagementRights.Tokens })).Value);
        if (by == "owner's token")
            return edge.Gateway.Api((await IssueAsync()).Value);
        await IssueAsync();
        var hash = new PasswordHasher<string>().HashPassword("", Password);
        (await edge.Gateway.Users.SetPasswordHashAsync(Operator, UserId.Parse("lena"), hash, edge.Gateway.State.Current.Access, default)).Error.ShouldBeNull();
        var client = edge.Gateway.Api();
        await client.SignInAsync("lena", Password);
        return client;
    }

    /// <summary>Reports a value and waits until it is processed: reports are processed sequentially.</summary>
    private async Task ReportAsync(string value)
    {
        var witness = await edge.Gateway.IssueAsync("wit", "Users");
        using var client = edge.Gateway.Api();
        (await client.PostAsync("/leaks", $$"""{ "token": "{{value}}" }""")).Status.ShouldBe(202);
        (await client.PostAsync("/leaks", $$"""{ "token": "{{witness.Value}}" }""")).Status.ShouldBe(202);
        await Eventually.BecomesTrueAsync(async () => (await edge.GetAsync("/orders/1", "X-API-Key: " + witness.Value)).Status == 401, "the report is worked on");
    }
}
