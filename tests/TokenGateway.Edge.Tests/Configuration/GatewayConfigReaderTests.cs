using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Edge.Tests.Configuration;

public sealed class GatewayConfigReaderTests
{
    private const string Smallest = """
        { "ReverseProxy": {
            "Clusters": { "api": { "Destinations": { "a": { "Address": "http://legacy:9000/" } } } },
            "Routes": { "all": { "ClusterId": "api", "Match": { "Path": "/{**rest}" }, "TokenGateway": { "Policy": "Default" } } } } }
        """;

    [Fact]
    public void Smallest_complete_file_has_every_default()
    {
        var (gateway, routes, clusters) = Some.Read(Smallest);

        gateway.Dialect.ShouldBe("Standard");
        gateway.Credentials.ShouldBe(["Authorization: Bearer", "X-API-Key"]);
        gateway.Identity.Keys.ShouldBe(["X-Auth-User", "X-Auth-Email", "X-Auth-Role", "X-Auth-Permissions", "X-Auth-Token-Id"]);
        gateway.Roles.Values.Select(role => (role.Name, role.Rank)).ShouldBe([("Users", 10), ("Engineers", 20), ("Administrators", 30)]);
        gateway.Roles["Engineers"].Permissions.ShouldBeEmpty();
        gateway.Roles["Administrators"].Permissions.ShouldBe(["*"]);
        gateway.Roles["Administrators"].Manages.ShouldBe(["tokens", "users", "settings", "audit"]);
        gateway.Policies.ShouldBeEmpty();
        (gateway.Tokens.Path, gateway.Tokens.Enabled, gateway.Tokens.Prefix, gateway.Tokens.MaxPerUser, gateway.Tokens.MaxTotal, gateway.Tokens.MaxLifetime, gateway.Tokens.AllowNonExpiring)
            .ShouldBe(("TokenGateway:Tokens", true, "tgw", 50, null, null, true));
        (gateway.Tokens.Creators, gateway.Tokens.OwnersMay, gateway.Tokens.CreateForOthers, gateway.Tokens.DefaultManages, gateway.Tokens.KeepDeleted)
            .ShouldBe((TokenCreators.Everyone, TokenOwnerRights.All, CreateForOthers.Administrators, DefaultManages.None, TimeSpan.FromDays(90)));
        (gateway.Store.Path, gateway.Store.Provider, gateway.Store.ConnectionString, gateway.Store.OutageGrace)
            .ShouldBe(("TokenGateway:Store", StoreProvider.Sqlite, "Data Source=data/tokengateway.db", TimeSpan.FromHours(1)));
        gateway.Users.ShouldBeEmpty();
        gateway.StaticTokens.ShouldBeEmpty();
        gateway.SelfPath.ShouldBe("/.tokengateway/me");
        gateway.EdgeHealthPath.ShouldBeNull();
        (gateway.Throttle.FailedAttempts, gateway.Throttle.Window).ShouldBe((20, TimeSpan.FromMinutes(1)));
        gateway.Usage.Resolution.ShouldBe(TimeSpan.FromMinutes(1));
        (gateway.Cache.Capacity, gateway.Cache.MaxAge).ShouldBe((100_000, TimeSpan.FromMinutes(10)));
        gateway.Cors.ShouldBeEmpty();
        routes["all"].Policy.ShouldBe("Default");
        clusters["api"].UpstreamCredential.ShouldBeNull();
    }

    [Fact]
    public void Route_that_says_only_its_rule_inherits_the_rest()
    {
        var route = Some.Read(Smallest).Routes["all"];

        route.Path.ShouldBe("ReverseProxy:Routes:all:TokenGateway");
        route.Access.ShouldBeNull();
        route.Anonymous.ShouldBeFalse();
        route.AuthorizationPolicy.ShouldBeNull();
        route.Credentials.ShouldBeNull();
        route.Identity.ShouldBeNull();
        route.Realm.ShouldBeNull();
        route.Cors.ShouldBeNull();
        route.Preflight.ShouldBe(PreflightMode.Answer);
        (route.AllowEncodedSlash || route.AllowPathParameters || route.AllowEmptySegments).ShouldBeFalse();
        (route.AllowDoubleEncoding || route.AllowTrailingDots || route.AllowNonUtf8).ShouldBeFalse();
        route.DangerousForwardHeaders.ShouldBeEmpty();
    }

    [Fact]
    public void Route_that_says_everything_is_read()
    {
        var route = Some.Read(Some.Block("""
            "Access": [
              { "Methods": ["GET", "HEAD"], "AnyRole": ["A", "B"], "NotRole": ["C"] },
              { "MinRole": "B", "AllPermissions": ["x:read"], "AnyPermission": ["y", "z"] },
              { "OneOf": [ { "AnyRole": ["A"] }, { "AnyToken": true } ] },
              { "AnyToken": true } ],
            "Credentials": ["?key"], "Identity": { "X-User": "{user.id}" }, "Realm": "{environment}", "Cors": "web",
            "Preflight": "forward", "AllowEncodedSlash": true, "AllowPathParameters": true, "AllowEmptySegments": true,
            "AllowDoubleEncoding": true, "AllowTrailingDots": true, "AllowNonUtf8": true,
            "DangerousForwardHeaders": ["X-Real-IP"]
            """)).Routes["r"];

        var access = route.Access.ShouldNotBeNull();
        access[0].Methods.ShouldBe(["GET", "HEAD"]);
        access[0].Condition.AnyRole.ShouldBe(["A", "B"]);
        access[0].Condition.NotRole.ShouldBe(["C"]);
        access[1].Path.ShouldBe("ReverseProxy:Routes:r:TokenGateway:Access:1");
        access[1].Methods.ShouldBeNull();
        access[1].Condition.MinRole.ShouldBe("B");
        access[1].Condition.AllPermissions.ShouldBe(["x:read"]);
        access[1].Condition.AnyPermission.ShouldBe(["y", "z"]);
        access[2].Condition.HasConditions.ShouldBeFalse();
        access[2].OneOf.Select(one => (one.Path[^7..], one.AnyToken)).ShouldBe([("OneOf:0", false), ("OneOf:1", true)]);
        access[3].Condition.AnyToken.ShouldBeTrue();
        route.Credentials.ShouldBe(["?key"]);
        route.Identity.ShouldNotBeNull()["x-user"].ShouldBe("{user.id}");
        route.Realm.ShouldBe("{environment}");
        route.Cors.ShouldBe("web");
        route.Preflight.ShouldBe(PreflightMode.Forward);
        (route.AllowEncodedSlash && route.AllowPathParameters && route.AllowEmptySegments).ShouldBeTrue();
        (route.AllowDoubleEncoding && route.AllowTrailingDots && route.AllowNonUtf8).ShouldBeTrue();
        route.DangerousForwardHeaders.ShouldBe(["X-Real-IP"]);
    }

    [Fact]
    public void Lists_of_more_than_ten_keep_their_order()
    {
        var methods = Enumerable.Range(0, 12).Select(i => $"M{i}").ToArray();

        var route = Some.Read(Some.Block($"\"Access\": [ {{ \"AnyToken\": true, \"Methods\": [{string.Join(',', methods.Select(m => $"\"{m}\""))}] }} ]")).Routes["r"];

        route.Access.ShouldNotBeNull()[0].Methods.ShouldBe(methods);
    }

    [Fact]
    public void Gateway_section_that_says_everything_is_read()
    {
        var digest = new string('A', 64);
        var gateway = Some.Read(Some.Gateway($$"""
            "Dialect": "standard", "Credentials": ["Authorization: apiToken", "X-API-Key", "?api_token"],
            "Identity": { "X-User": "{user.id}" },
            "Roles": { "A": { "Rank": 1, "Permissions": ["*", "orders:*", "!billing:*"], "Manages": ["Tokens"] }, "B": { "Permissions": [] } },
            "Policies": { "p": { "Access": [ { "AnyToken": true } ] } },
            "Tokens": { "Enabled": false, "Prefix": "acme", "MaxPerUser": null, "MaxTotal": 7, "MaxLifetime": "30d", "AllowNonExpiring": false },
            "Store": { "Provider": "None", "ConnectionString": "x", "OutageGrace": "0s" },
            "Users": { "alice": { "Email": "alice@example.com", "Name": "Alice", "Roles": ["A"] } },
            "StaticTokens": [ { "Name": "ci", "User": "alice", "Sha256": "{{digest}}", "Role": "A", "Permissions": ["orders:read"], "Realm": "prod", "ExpiresAt": "2027-01-31T12:00:00Z" },
                              { "Name": "cd", "User": "alice", "Sha256": "{{new string('0', 64)}}", "ExpiresAt": null } ],
            "SelfPath": null, "EdgeHealthPath": "/healthz",
            "Throttle": { "FailedAttempts": 5, "Window": "00:00:30" }, "Cache": { "Capacity": 10, "MaxAge": "1h" },
            "Cors": { "web": { "Origins": ["https://app.example.com"], "Methods": ["GET"], "Headers": ["X-A"], "ExposedHeaders": [], "AllowCredentials": true, "MaxAge": "1m" } }
            """)).Gateway;

        gateway.Dialect.ShouldBe("Standard");
        gateway.Roles["A"].Manages.ShouldBe(["tokens"]);
        gateway.Roles["A"].Permissions.ShouldBe(["*", "orders:*", "!billing:*"]);
        gateway.Roles["B"].Rank.ShouldBeNull();
        gateway.Policies["p"].Access.Single().Path.ShouldBe("TokenGateway:Policies:p:Access:0");
        (gateway.Tokens.Enabled, gateway.Tokens.Prefix, gateway.Tokens.MaxPerUser, gateway.Tokens.MaxTotal, gateway.Tokens.MaxLifetime, gateway.Tokens.AllowNonExpiring)
            .ShouldBe((false, "acme", null, 7, TimeSpan.FromDays(30), false));
        (gateway.Store.Provider, gateway.Store.ConnectionString, gateway.Store.OutageGrace).ShouldBe((StoreProvider.None, "x", TimeSpan.Zero));
        gateway.Users["alice"].Name.ShouldBe("Alice");
        var token = gateway.StaticTokens[0];
        token.Path.ShouldBe("TokenGateway:StaticTokens:0");
        token.Sha256.ShouldBe(digest.ToLowerInvariant());
        token.Realm.ShouldBe("prod");
        token.ExpiresAt.ShouldBe(new DateTimeOffset(2027, 1, 31, 12, 0, 0, TimeSpan.Zero));
        var bare = gateway.StaticTokens[1];
        (bare.Role, bare.Permissions, bare.Realm, bare.ExpiresAt).ShouldBe((null, null, "default", null));
        gateway.SelfPath.ShouldBeNull();
        gateway.EdgeHealthPath.ShouldBe("/healthz");
        gateway.Throttle.Window.ShouldBe(TimeSpan.FromSeconds(30));
        gateway.Cors["web"].MaxAge.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("\"Policies\": {}, \"Users\": {}, \"Cors\": {}")]
    [InlineData("\"StaticTokens\": []")]
    public void Documented_empty_defaults_may_be_written_out(string keys) =>
        Some.Errors(Some.File(Some.Gateway(keys))).ShouldBeEmpty();

    [Theory]
    [InlineData("\"AuthorizationPolicy\": \"Default\"")]
    [InlineData("\"AuthorizationPolicy\": \"Default\", \"TokenGateway\": { \"Realm\": \"prod\" }")]
    [InlineData("\"AuthorizationPolicy\": \"Default\", \"TokenGateway\": { \"Anonymous\": false }")]
    [InlineData("\"TokenGateway\": { \"Anonymous\": true }, \"Order\": 1, \"CorsPolicy\": \"x\", \"Timeout\": \"00:01:00\", \"Metadata\": { \"a\": \"b\" }")]
    public void Route_with_exactly_one_rule_is_accepted(string keys) =>
        Some.Errors(Some.File($"{{ \"ReverseProxy\": {{ \"Routes\": {{ \"r\": {{ {keys} }} }} }} }}")).ShouldBeEmpty();

    /// <summary>The generated text of a record would show them.</summary>
    [Fact]
    public void Sections_with_secrets_are_no_records() =>
        typeof(GatewayConfig).Assembly.GetTypes()
            .Where(type => type.GetProperties().Any(property => property.PropertyType == typeof(string) && property.Name is "Key" or "Secret" or "Password" or "Value" or "RecoveryKey" or "ConnectionString")
                && type.Namespace == typeof(GatewayConfig).Namespace)
            .Where(type => type.GetMethod("<Clone>$") is not null)
            .Select(type => type.Name).ShouldBeEmpty();

    [Fact]
    public void Upstream_credential_is_read()
    {
        var credential = Some.Read("""
            { "ReverseProxy": { "Clusters": { "c": { "TokenGateway": { "UpstreamCredential": { "Header": "X-Key", "Value": "hunter2" } } } } } }
            """).Clusters["c"].UpstreamCredential.ShouldNotBeNull();

        credential.Value.ShouldBe("hunter2");
    }
}
