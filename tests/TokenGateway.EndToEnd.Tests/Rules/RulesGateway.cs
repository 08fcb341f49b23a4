using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Rules;

/// <summary>A gateway with the actors that the table names, each with its own token, and with the subjects of the rules.</summary>
public sealed class RulesGateway : IAsyncLifetime
{
    private static readonly Actor Operator = Actor.Operator("test");

    private static readonly string PasswordHash = new PasswordHasher<string>().HashPassword("", Caller.Password);

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private TestUpstream _upstream = null!;
    private int _made;

    public TestGateway Gateway { get; private set; } = null!;

    internal AccessModel Model => Gateway.State.Current.Access;

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        Gateway = await TestGateway.StartAsync(Configuration());
        await ActorAsync("owner", "alice", "Engineers", "own");
        await ActorAsync("owner-read", "alice", "Engineers", "own", request => request with { Permissions = [PermissionName.Parse("orders:read")] });
        await ActorAsync("owner-low", "alice", "Engineers", "own", request => request with { Role = RoleName.Parse("Users") });
        await ActorAsync("owner-short", "alice", "Engineers", "own", request => request with { ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(2) });
        await ActorAsync("owner-prod", "alice", "Engineers", "own", request => request with { Realm = Realm.Parse("prod") });
        await ActorAsync("owner-bound", "alice", "Engineers", "own", request => request with { Addresses = [AddressRange.Parse("127.0.0.0/8")] });
        await ActorAsync("other", "bob", "Users", "own");
        await ActorAsync("admin", "adam", "Administrators", "own,tokens,users,settings,audit");
        await ActorAsync("admin-own", "adam", "Administrators", "own");
        await ActorAsync("admin-plain", "adam", "Administrators", null);
        await ActorAsync("admin-low", "adam", "Administrators", "own,tokens,users", request => request with { Role = RoleName.Parse("Users") });
        await ActorAsync("users-manager", "hilda", "Helpdesk", "users", request => request with { Role = RoleName.Parse("Helpdesk") });
        await ActorAsync("disabled", "eve", "Engineers", "own");
        foreach (var (id, role, realms) in new[] { ("plain", "Users", "default"), ("named", "Users", "default,prod"), ("every", "Users", "*"), ("staged", "Stagers", "default") })
            (await Gateway.Users.CreateAsync(Operator, UserOf(id, role, realms), Model, CancellationToken.None)).Error.ShouldBeNull();
        (await Gateway.Users.SetDisabledAsync(Operator, UserId.Parse("eve"), true, Model, CancellationToken.None)).Error.ShouldBeNull();
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    /// <summary>A client of the management API that authenticates as the actor.</summary>
    internal async Task<ApiClient> ClientAsync(Rule rule, Subject subject)
    {
        if (rule.Fresh is not { SignsIn: true })
            return Gateway.Api(subject.Caller?.Token ?? _values[rule.Actor]);
        var client = Gateway.Api();
        await client.SignInAsync(subject.Caller!.User.Id.Value, Caller.Password);
        return client;
    }

    /// <summary>The actor as the gateway sees the bearer of the verified token.</summary>
    internal async Task<Actor> ActorAsync(Rule rule, Subject subject)
    {
        if (rule.IsOfOperator)
            return Operator;
        if (rule.Fresh is { SignsIn: true })
            return Actor.SignedIn(subject.Caller!.User, Model);
        var verifier = Gateway.Services.GetRequiredService<TokenVerifier>();
        var result = await verifier.VerifyAsync(TokenDigest.Of(subject.Caller?.Token ?? _values[rule.Actor]), Model, CancellationToken.None);
        return Actor.Bearer(result.Snapshot!);
    }

    /// <summary>Creates the subject of the rule, and its actor if it needs a new one.</summary>
    public async Task<Subject> PrepareAsync(Rule rule)
    {
        if (rule.Fresh is not { } fresh)
            return await SubjectAsync(rule);
        var caller = await CallerAsync(fresh.Role, fresh.SignsIn, fresh.Realms);
        var subject = rule.Target == "self" ? new Subject(User: caller.User.Id.Value) : await SubjectAsync(rule);
        return subject with { Caller = caller };
    }

    private async Task<Caller> CallerAsync(string role, bool signsIn, string? realms)
    {
        var wanted = UserOf(NewName(), role, realms ?? "");
        var created = await Gateway.Users.CreateAsync(Operator, wanted, PasswordHash, Model, CancellationToken.None);
        created.Error.ShouldBeNull();
        if (signsIn)
            return new Caller(created.Value!, Token: null);
        var request = new IssueRequest { Owner = wanted.Id, Name = "caller", Role = RoleName.Parse(role), Manages = ManagementRights.Users };
        if (realms is not null)
            request = request with { Realm = Realm.Parse(realms.Split(',')[0]), Manages = ManagementRights.Own | Model.Roles.Find(request.Role!.Value)!.Manages };
        return new Caller(created.Value!, (await Gateway.Tokens.IssueAsync(Operator, request, Model, CancellationToken.None)).Value!.Value);
    }

    private async Task<Subject> SubjectAsync(Rule rule) => rule.Action switch
    {
        "create" or "list" => new Subject(User: rule.Target),
        "disable-declared" => new Subject(User: rule.Target),
        "set-realm" => new Subject(User: await UserAsync("Users", isDisabled: false, rule.Target)),
        "create-user" => new Subject(User: NewName()),
        "set-role" or "disable" or "rename" or "delete-user" or "email" or "creator" or "no-creator" or "password" or "no-password" => new Subject(User: await UserAsync(rule.Target, isDisabled: false)),
        "enable" => new Subject(User: await UserAsync(rule.Target, isDisabled: true)),
        "get" or "deactivate" or "activate" or "delete" or "rotate" or "end-overlap" => new Subject(Token: await TokenAsync(rule)),
        _ => new Subject(),
    };

    private async Task<string> TokenAsync(Rule rule)
    {
        if (rule.Target == "missing")
            return "999999";
        if (rule.Target.StartsWith("static:", StringComparison.Ordinal))
            return rule.Target;
        var parts = rule.Target.Split(':');
        var owner = parts[0] is "lost" ? await UserAsync(parts[1], isDisabled: false, rule.OfTarget("realm")!) : parts[0];
        var request = Wishes.ToRequest(UserId.Parse(owner), rule.OfTarget) with { Role = RoleName.Parse(parts[1]) };
        var issued = await Gateway.Tokens.IssueAsync(Operator, request, Model, CancellationToken.None);
        issued.Error.ShouldBeNull();
        if (rule.Action == "activate")
            (await Gateway.Tokens.DeactivateAsync(Operator, issued.Value!.Token.Id, CancellationToken.None)).Error.ShouldBeNull();
        if (parts[0] is "lost")
            (await Gateway.Users.SetRealmsAsync(Operator, UserId.Parse(owner), RealmSet.Default, Model, CancellationToken.None)).Error.ShouldBeNull();
        return issued.Value!.Token.Id.ToString();
    }

    private static User UserOf(string id, string role, string realms) =>
        new() { Id = UserId.Parse(id), Roles = [RoleName.Parse(role)], Realms = Wishes.Realms(realms) };

    private async Task<string> UserAsync(string role, bool isDisabled, string realms = "")
    {
        var user = UserOf(NewName(), role, realms) with { IsDisabled = isDisabled };
        (await Gateway.Users.CreateAsync(Operator, user, Model, CancellationToken.None)).Error.ShouldBeNull();
        return user.Id.Value;
    }

    private string NewName() => $"user-{Interlocked.Increment(ref _made)}";

    private async Task ActorAsync(string name, string user, string role, string? manages, Func<IssueRequest, IssueRequest>? shape = null)
    {
        var issued = await Gateway.IssueAsync(user, role, request =>
        {
            request = request with { Manages = manages is null ? ManagementRights.None : Wishes.Rights(manages) };
            return shape?.Invoke(request) ?? request;
        });
        _values[name] = issued.Value;
    }

    private JsonObject Configuration()
    {
        var configuration = EdgeFixture.SampleWith(_upstream.Address, gateway: """
            {
              "Users": { "dave": { "Roles": ["Users"] } },
              "StaticTokens": [ { "Name": "ci", "User": "dave", "Sha256": "7a2702023d0cccae2b3e80421176d58f47cb008402dfde20af700fce421f153d", "Role": "Users" } ]
            }
            """);
        configuration["TokenGateway"]!["Roles"]!["Helpdesk"] = JsonNode.Parse("""{ "Rank": 15, "Permissions": ["orders:read"], "Manages": ["users"] }""");
        configuration["TokenGateway"]!["Roles"]!["Stagers"] = JsonNode.Parse("""{ "Rank": 12, "Permissions": ["orders:read"], "Realms": ["stage"] }""");
        configuration["TokenGateway"]!["Roles"]!["Wardens"] = JsonNode.Parse("""{ "Rank": 14, "Permissions": ["orders:read"], "Manages": ["tokens", "users"] }""");
        configuration["TokenGateway"]!["Roles"]!["Archive"] = JsonNode.Parse("""{ "Rank": 5, "Permissions": ["billing:read"] }""");
        configuration["TokenGateway"]!["Roles"]!["Root"] = JsonNode.Parse("""{ "Permissions": ["*"] }""");
        configuration["TokenGateway"]!["Roles"]!["Clerks"] = JsonNode.Parse("""{ "Permissions": ["billing:read"] }""");
        configuration["TokenGateway"]!["Tokens"] = JsonNode.Parse("""{ "MaxPerUser": 1000 }""");
        return configuration;
    }
}
