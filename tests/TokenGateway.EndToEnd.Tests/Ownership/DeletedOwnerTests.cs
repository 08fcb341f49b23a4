using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Ownership;

/// <summary>Users are deleted while tokens are created for and by them; then another user gets their id.</summary>
public sealed class DeletedOwnerTests : IAsyncLifetime
{
    private const int Rounds = 5;
    private const int Makers = 8;

    private static readonly Actor Operator = Actor.Operator("test");
    private static readonly UserId Alice = UserId.Parse("alice");

    private TestUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    private AccessModel Model => _gateway.State.Current.Access;

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        var configuration = Configs.AnyToken(_upstream.Address);
        configuration["TokenGateway"]!["Tokens"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "MaxPerUser": 100000 }""");
        _gateway = await TestGateway.StartAsync(configuration);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("session")]
    [InlineData("token")]
    public async Task Token_made_while_its_owner_is_deleted_is_nobodys(string by)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var first = await AddAliceAsync();
            var actor = await ActorAsync(by, first);
            var values = await WhileAliceIsDeletedAsync(async made =>
            {
                var issued = await _gateway.Tokens.IssueAsync(actor, new IssueRequest { Owner = Alice, Name = "race" }, actor.Model ?? Model, default);
                if (issued.Value is { } token)
                    made.Enqueue(token.Value);
                return issued.Succeeded;
            });
            await ShouldBeNobodysAsync(values, first);
        }
    }

    [Fact]
    public async Task Token_rotated_or_activated_while_its_owner_is_deleted_is_nobodys()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var first = await AddAliceAsync();
            var issued = (await _gateway.Tokens.IssueAsync(Operator, new IssueRequest { Owner = Alice }, Model, default)).Value!;
            var values = await WhileAliceIsDeletedAsync(async made =>
            {
                await _gateway.Tokens.DeactivateAsync(Operator, issued.Token.Id, default);
                await _gateway.Tokens.ActivateAsync(Operator, issued.Token.Id, Model, default);
                var rotated = await _gateway.Tokens.RotateAsync(Operator, issued.Token.Id, TimeSpan.FromHours(1), Model, default);
                if (rotated.Value is { } token)
                    made.Enqueue(token.Value);
                return rotated.Succeeded;
            });
            await ShouldBeNobodysAsync([issued.Value, .. values], first);
        }
    }

    [Fact]
    public async Task Token_of_a_credential_that_is_switched_off_meanwhile_is_not_made()
    {
        var first = await AddAliceAsync();
        var actor = await ActorAsync("token", first);
        using var start = new SemaphoreSlim(0);
        var makers = Enumerable.Range(0, Makers).Select(_ => Task.Run(async () =>
        {
            await start.WaitAsync();
            while ((await _gateway.Tokens.IssueAsync(actor, new IssueRequest { Owner = Alice, Name = "race" }, actor.Model!, default)).Succeeded)
            {
            }
        })).ToList();
        start.Release(Makers);

        (await _gateway.Tokens.DeactivateAsync(Operator, actor.Credential!.Token.Id, default)).Succeeded.ShouldBeTrue();
        var seen = await NewestAsync();

        // The actor is from before the change: a caller that was authorized just before it and writes only now.
        await Task.WhenAll(makers).WaitAsync(TimeSpan.FromSeconds(30));
        (await NewestAsync()).ShouldBe(seen);
    }

    private async Task<long> NewestAsync() =>
        (await _gateway.Services.GetRequiredService<ITokenStore>().ListAsync(TokenFilter.All, null, 100_000, default)).Max(token => token.Id.Number);

    private async Task<User> AddAliceAsync()
    {
        var wanted = new User { Id = Alice, Roles = [RoleName.Parse("Engineers")] };
        return (await _gateway.Users.CreateAsync(Operator, wanted, Model, default)).Value!;
    }

    private async Task<Actor> ActorAsync(string by, User alice)
    {
        if (by == "operator")
            return Operator;
        if (by == "session")
            return Actor.SignedIn(alice, Model);
        var issued = await _gateway.Tokens.IssueAsync(Operator, new IssueRequest { Owner = Alice, Manages = ManagementRights.Own }, Model, default);
        var result = await _gateway.Services.GetRequiredService<TokenVerifier>().VerifyAsync(TokenDigest.Of(issued.Value!.Value), Model, default);
        return Actor.Bearer(result.Snapshot!);
    }

    private async Task<IReadOnlyCollection<string>> WhileAliceIsDeletedAsync(Func<ConcurrentQueue<string>, Task<bool>> make)
    {
        var made = new ConcurrentQueue<string>();
        var makers = Enumerable.Range(0, Makers).Select(_ => Task.Run(async () =>
        {
            while (await make(made))
            {
            }
        })).ToList();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(made.Count >= Makers), "tokens are being made");
        (await _gateway.Users.DeleteAsync(Operator, Alice, Model, default)).Succeeded.ShouldBeTrue();
        await Task.WhenAll(makers).WaitAsync(TimeSpan.FromSeconds(30));
        return made;
    }

    private async Task ShouldBeNobodysAsync(IReadOnlyCollection<string> values, User first)
    {
        var second = await AddAliceAsync();
        second.Number.ShouldBeGreaterThan(first.Number);
        var tokens = await _gateway.Services.GetRequiredService<ITokenStore>().ListAsync(new TokenFilter { Owner = Alice }, null, 10_000, default);
        tokens.ShouldBeEmpty("every token of the first is a tombstone");
        var verifier = _gateway.Services.GetRequiredService<TokenVerifier>();
        foreach (var value in values)
            (await verifier.VerifyAsync(TokenDigest.Of(value), Model, default)).IsValid.ShouldBeFalse();
        (await _gateway.Users.DeleteAsync(Operator, Alice, Model, default)).Succeeded.ShouldBeTrue();
    }
}
