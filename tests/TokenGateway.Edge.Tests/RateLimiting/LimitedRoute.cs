using System.Collections.Frozen;
using System.Net;
using TokenGateway.Configuration.Errors;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.RateLimiting;
using TokenGateway.Edge.Tests.Configuration;

namespace TokenGateway.Edge.Tests.RateLimiting;

/// <summary>A route with limits as a file writes them, a clock to turn, and callers.</summary>
internal sealed class LimitedRoute
{
    public const string Name = "orders";

    private static readonly PermissionCatalog Permissions = new([]);

    private static readonly RoleCatalog Roles = new(
        [new(RoleName.Parse("Users"), 10, [], ManagementRights.None), new(RoleName.Parse("Engineers"), 20, [], ManagementRights.None)], Permissions);

    private static readonly AccessModel Model = new(Roles, Permissions, [], new TokenOptions(), [], []);

    private readonly RateLimiter _limiter;

    private LimitedRoute(FrozenDictionary<string, RateLimit> limits, RouteLimits route, FakeClock clock)
    {
        (Limits, Route, Clock) = (limits, route, clock);
        _limiter = new RateLimiter(clock);
    }

    public FrozenDictionary<string, RateLimit> Limits { get; }

    public RouteLimits Route { get; }

    public FakeClock Clock { get; }

    /// <summary>With one limit, <c>standard</c>.</summary>
    public static LimitedRoute Create(string limit, LimitedRoute? before = null) =>
        Create($$"""{ "standard": {{limit}} }""", ["standard"], before);

    /// <param name="limits">The section <c>RateLimits</c>.</param>
    /// <param name="names">Those that the route names.</param>
    /// <param name="before">The generation before; its clock goes on.</param>
    public static LimitedRoute Create(string limits, string[] names, LimitedRoute? before = null)
    {
        var errors = Compile(limits, names, before?.Limits, out var all, out var route, out var warnings);
        errors.ShouldBeEmpty();
        warnings.ShouldBe(all.Count - names.Length);
        return new LimitedRoute(all, route!, before?.Clock ?? new FakeClock());
    }

    /// <summary>What is wrong with such limits on a route.</summary>
    public static IReadOnlyList<string> Errors(string limits, params string[] names) => Compile(limits, names, null, out _, out _, out _);

    private static List<string> Compile(
        string limits, string[] names, FrozenDictionary<string, RateLimit>? before, out FrozenDictionary<string, RateLimit> all, out RouteLimits? route, out int warnings)
    {
        var file = Some.File($$"""
            { "TokenGateway": { "RateLimits": {{limits}} },
              "ReverseProxy": { "Routes": { "{{Name}}": { "ClusterId": "c", "TokenGateway": { "Policy": "Default", "RateLimits": ["{{string.Join("\", \"", names)}}"] } } } } }
            """);
        var written = Some.Read(file);
        var errors = new ConfigErrors(file.Sources);
        var compiler = new RateLimitCompiler(Roles, before, new CompilerContext(errors, "/", _ => false));
        all = compiler.CompileAll(written.Gateway);
        route = compiler.Named(written.Routes[Name]);
        warnings = compiler.Warnings.Count();
        return [.. errors.ToList().Select(error => error.ToString()!)];
    }

    public static TokenSnapshot Token(long id = 1, string owner = "alice", string role = "Users", string realm = "default")
    {
        var user = new User { Id = UserId.Parse(owner), Roles = [RoleName.Parse(role)] };
        return Snapshot(new Token { Id = TokenId.Stored(id), Name = "t", Owner = user.Id, Role = user.Roles[0], Realm = Realm.Parse(realm), CreatedBy = "test" }, user);
    }

    public static TokenSnapshot DeclaredToken(string name) =>
        Snapshot(new Token { Id = TokenId.Declared(name), Name = name, Owner = UserId.Parse("alice"), Role = RoleName.Parse("Users"), CreatedBy = "file" },
            new User { Id = UserId.Parse("alice"), Roles = [RoleName.Parse("Users")] });

    public LimitVerdict Take(TokenSnapshot? token = null, string? address = null, string route = Name) =>
        _limiter.Take(new LimitSubject(token, address is null ? null : IPAddress.Parse(address), route), Route);

    /// <summary>Gives back what a request did not cost.</summary>
    public void ReturnPermits(TokenSnapshot token, in LimitVerdict taken, long permits) =>
        _limiter.Charge(new LimitSubject(token, null, Name), Route.All[0], nodes: 1, -permits, taken.TakenAt);

    public bool Passes(TokenSnapshot? token = null, string? address = null, string route = Name) => !Take(token, address, route).IsRefused;

    /// <summary>How many requests in a row pass.</summary>
    public int Passing(TokenSnapshot? token = null, string? address = null, int most = 10_000)
    {
        var passed = 0;
        while (passed < most && Passes(token, address))
            passed++;
        return passed;
    }

    private static TokenSnapshot Snapshot(Token token, User owner) => TokenSnapshot.Compile(new TokenFacts(token, owner), Model);
}
