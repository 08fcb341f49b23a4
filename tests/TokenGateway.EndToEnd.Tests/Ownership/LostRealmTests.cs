using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Ownership;

/// <summary>A realm is removed while tokens are created, activated and rotated in it: decisions from before are not written after.</summary>
public sealed class LostRealmTests : IAsyncLifetime
{
    private const int Rounds = 5;
    private const int Makers = 8;

    private static readonly Actor Operator = Actor.Operator("test");
    private static readonly UserId Alice = UserId.Parse("alice");
    private static readonly UserId Bob = UserId.Parse("bob");
    private static readonly Realm Prod = Realm.Parse("prod");

    private TestUpstream _upstream = null!;
    private TestGateway _gateway = null!;

    private AccessModel Model => _gateway.State.Current.Access;

    private ITokenStore Store => _gateway.Services.GetRequiredService<ITokenStore>();

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
    // Who creates a token for alice, and who loses the realm: she, or its creator.
    [InlineData("operator", "alice")]
    [InlineData("alice", "alice")]
    [InlineData("token", "alice")]
    [InlineData("bob", "alice")]
    [InlineData("bob", "bob")]
    public async Task No_token_is_made_after_the_realm_was_taken(string by, string loser)
    {
        await AddAsync(Alice, "Engineers");
        await AddAsync(Bob, "Administrators");
        for (var round = 0; round < Rounds; round++)
        {
            await GiveAsync(UserId.Parse(loser));
            var actor = await ActorAsync(by);
            var request = new IssueRequest { Owner = Alice, Realm = Prod, Name = "race" };
            var made = 0;
            var seen = await WhileTakenAsync(UserId.Parse(loser), () => Volatile.Read(ref made) >= Makers, async () =>
            {
                var issued = await _gateway.Tokens.IssueAsync(actor, request, actor.Model ?? Model, default);
                if (issued.Succeeded)
                    Interlocked.Increment(ref made);
                else
                    issued.Error.Code.ShouldBeOneOf(RefusalCode.ChangedMeanwhile, RefusalCode.RealmNotHeld);
                return issued.Succeeded;
            }, NewestAsync);
            (await NewestAsync()).ShouldBe(seen);
        }
    }

    [Theory]
    [InlineData("rotate")]
    [InlineData("activate")]
    public async Task No_token_gets_new_life_after_the_realm_was_taken(string change)
    {
        await AddAsync(Alice, "Engineers");
        for (var round = 0; round < Rounds; round++)
        {
            await GiveAsync(Alice);
            var token = (await _gateway.Tokens.IssueAsync(Operator, new IssueRequest { Owner = Alice, Realm = Prod }, Model, default)).Value!.Token;
            var done = 0;
            var seen = await WhileTakenAsync(Alice, () => Volatile.Read(ref done) >= Makers, async () =>
            {
                var error = change == "rotate"
                    ? (await _gateway.Tokens.RotateAsync(Operator, token.Id, TimeSpan.Zero, Model, default)).Error
                    : (await _gateway.Tokens.ActivateAsync(Operator, token.Id, Model, default)).Error;
                if (error is null)
                    Interlocked.Increment(ref done);
                return error is null;
            }, EntriesAsync);
            (await EntriesAsync()).ShouldBe(seen, "nothing is recorded after the realm was taken");
        }
    }

    private async Task<long> NewestAsync() => (await Store.ListAsync(TokenFilter.All, null, 100_000, default)).Max(token => token.Id.Number);

    private async Task<long> EntriesAsync() => (await _gateway.Services.GetRequiredService<IAuditLog>().ReadHeadAsync(default))!.Seq;

    private async Task<long> WhileTakenAsync(UserId loser, Func<bool> isUnderWay, Func<Task<bool>> make, Func<Task<long>> look)
    {
        var makers = Enumerable.Range(0, Makers).Select(_ => Task.Run(async () =>
        {
            while (await make())
            {
            }
        })).ToList();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(isUnderWay()), "it is under way");
        (await _gateway.Users.SetRealmsAsync(Operator, loser, RealmSet.Default, Model, default)).Succeeded.ShouldBeTrue();
        var seen = await look();
        await Task.WhenAll(makers).WaitAsync(TimeSpan.FromSeconds(30));
        return seen;
    }

    private async Task AddAsync(UserId id, string role) =>
        (await _gateway.Users.CreateAsync(Operator, new User { Id = id, Roles = [RoleName.Parse(role)], Realms = RealmSet.Of(Realm.Default, Prod) }, Model, default)).Error.ShouldBeNull();

    private async Task GiveAsync(UserId id) =>
        (await _gateway.Users.SetRealmsAsync(Operator, id, RealmSet.Of(Realm.Default, Prod), Model, default)).Error.ShouldBeNull();

    // The actor before the realm is removed, as a request in progress has it.
    private async Task<Actor> ActorAsync(string by)
    {
        if (by == "operator")
            return Operator;
        if (by != "token")
            return Actor.SignedIn((await _gateway.Users.GetAsync(Operator, UserId.Parse(by), Model, default)).Value!, Model);
        var issued = await _gateway.Tokens.IssueAsync(Operator, new IssueRequest { Owner = Alice, Realm = Prod, Manages = ManagementRights.Own }, Model, default);
        var result = await _gateway.Services.GetRequiredService<TokenVerifier>().VerifyAsync(TokenDigest.Of(issued.Value!.Value), Model, default);
        return Actor.Bearer(result.Snapshot!);
    }
}
