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
        var file = Some.File($$"""
            { "TokenGateway": { "RateLimits": {{limits}} },
              "ReverseProxy": { "Routes": { "{{Name}}": { "ClusterId": "c", "TokenGateway": { "Policy": "Default", "RateLimits": ["{{string.Join("\", \"", names)}}"] } } } } }
            """);
        var written = Some.Read(file);
        var errors = new ConfigErrors(file.Sources);
        var compiler = new RateLimitCompiler(Roles, before?.Limits, new CompilerContext(errors, "/", _ => false));
        var all = compiler.CompileAll(written.Gateway);
        var route = compiler.Named(written.Routes[Name]);
        errors.ToList().ShouldBeEmpty();
        compiler.Warnings.Count().ShouldBe(all.Count - names.Length);
        return new LimitedRoute(all, route!, before?.Clock ?? new FakeClock());
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
