using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Bulk;
using TokenGateway.Portal.Bulk;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Bulk;

public sealed class BulkRunnerTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    private AccessModel Model => _gateway.Services.GetRequiredService<IAccessModelSource>().Current;

    public async Task InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(Configs.Sample("http://127.0.0.1:1/"));
        await _gateway.Users.CreateAsync(Actor.Operator("test"), new User { Id = UserId.Parse("erik"), Roles = [RoleName.Parse("Engineers")] }, null, Model, default);
    }

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task When_the_gateway_stops_the_rest_is_reported_as_not_tried()
    {
        var token = await IssueAsync();
        var actor = await ErikAsync();
        _gateway.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var run = _gateway.ManagementServices.GetRequiredService<BulkRunner>().Start(PlanOf(token), actor);
        await run.Completion.WaitAsync(TimeSpan.FromSeconds(30));

        run.Results.ToArray().ShouldHaveSingleItem().ShouldBe(new BulkResult(token.Id, "", "", BulkOutcome.NotTried, null));
        BulkWords.ReasonOf(run.Results.Span[0]).ShouldBe("The gateway was stopped before this token.");
    }

    [Fact]
    public async Task Who_is_disabled_meanwhile_changes_nothing()
    {
        var token = await IssueAsync();
        var actor = await ErikAsync();
        await _gateway.Users.SetDisabledAsync(Actor.Operator("test"), actor.User!.Id, true, Model, default);
        var run = _gateway.ManagementServices.GetRequiredService<BulkRunner>().Start(PlanOf(token), actor);
        await run.Completion.WaitAsync(TimeSpan.FromSeconds(30));

        run.CountOf(BulkOutcome.NotTried).ShouldBe(1);
        (await _gateway.Tokens.GetAsync(Actor.Operator("test"), token.Id, default)).Value!.IsActive.ShouldBeTrue();
    }

    private static BulkPlan PlanOf(Token token) => BulkPlan.Of(BulkAction.Deactivate, new FoundTokens([token], IsCut: false), DateTimeOffset.UtcNow);

    private async Task<Actor> ErikAsync() =>
        Actor.SignedIn((await _gateway.Users.GetAsync(Actor.Operator("test"), UserId.Parse("erik"), Model, default)).Value!, Model);

    private async Task<Token> IssueAsync() =>
        (await _gateway.Tokens.IssueAsync(Actor.Operator("test"), new IssueRequest { Owner = UserId.Parse("erik"), Name = "test" }, Model, default)).Value!.Token;
}
