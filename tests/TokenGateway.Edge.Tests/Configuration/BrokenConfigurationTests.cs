using System.Text;
using Microsoft.Extensions.Configuration;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Edge.Tests.Configuration;

public sealed class BrokenConfigurationTests
{
    private const string Rule = "ReverseProxy:Routes:r";

    private const string Block = Rule + ":TokenGateway";

    private const string Entry = Block + ":Access:0";

    private const string NoRule =
        "no access rule, so the route is refused. Add \"TokenGateway\": { \"Policy\": \"Default\" } to let every valid token in, "
        + "\"Access\": [ ... ] or the name of a policy to ask for more, or \"Anonymous\": true to need no token";

    private const string NameHint = "letters, digits and . _ : - (a letter or digit first, 100 characters at most)";

    private static readonly string Digest = new('a', 64);

    public static TheoryData<string, string> GatewayKeys => new()
    {
        { "\"Polices\": {}", "TokenGateway:Polices: unknown key. Did you mean \"Policies\"? (gateway.json line 3)" },
        { "\"RateLimits\": { \"l\": { \"By\": \"owner\", \"Permits\": 10, \"Window\": \"1h\", \"Scope\": \"shared\" } }", "TokenGateway:RateLimits:l:Scope: a shared limit needs Redis: set TokenGateway:Redis:ConnectionString (gateway.json line 3)" },
        { "\"RateLimits\": { \"l\": { \"By\": \"owner\", \"Permits\": 10, \"Window\": \"1h\", \"Mode\": \"Leased\" } }", "TokenGateway:RateLimits:l:Mode: only shared limits use this key: set TokenGateway:Redis:ConnectionString, and remove \"Scope\": \"Local\" (gateway.json line 3)" },
        { "\"RateLimits\": { \"l\": { \"By\": \"owner\", \"Permits\": 10, \"Window\": \"1h\", \"Cost\": { \"Default\": 11 } } }", "TokenGateway:RateLimits:l:Cost:Default: is more than the limit ever allows at once, so no request could pass (gateway.json line 3)" },
        { "\"RateLimits\": { \"l\": { \"By\": \"owner\", \"Permits\": 10000000, \"Window\": \"30d\" } }", "TokenGateway:RateLimits:l: Permits or Burst times Window is too large for a TokenBucket; use \"Algorithm\": \"FixedWindow\" (gateway.json line 3)" },
        { "\"Redis\": { \"ConnectionString\": \"a:1\", \"ConnectionStringFile\": \"b\" }", "TokenGateway:Redis: only one of \"ConnectionString\" and \"ConnectionStringFile\" may be there (gateway.json line 3)" },
        { "\"Redis\": { \"Cache\": true, \"CacheKeyFile\": \"k\" }", "TokenGateway:Redis:Cache: a shared cache needs Redis: set TokenGateway:Redis:ConnectionString (gateway.json line 3)" },
        { "\"Redis\": { \"ConnectionString\": \"a:1\", \"Cache\": true }", "TokenGateway:Redis:Cache: set \"CacheKeyFile\" to a file with a key that all nodes have, as `openssl rand -base64 32` prints it (gateway.json line 3)" },
        { "\"RateLimit\": {}", "TokenGateway:RateLimit: unknown key. Did you mean \"RateLimits\"? (gateway.json line 3)" },
        { "\"Dialect\": \"Standart\"", "TokenGateway:Dialect: one of Standard, Dataprep, Gcore, GoodData, Goldcast, Versio is expected, not \"Standart\". Did you mean \"Standard\"? (gateway.json line 3)" },
        { "\"Dialect\": null", "TokenGateway:Dialect: one of Standard, Dataprep, Gcore, GoodData, Goldcast, Versio is expected, not null (gateway.json line 3)" },
        { "\"Credentials\": []", "TokenGateway:Credentials: a list with at least one element is expected (gateway.json line 3)" },
        { "\"Credentials\": {}", "TokenGateway:Credentials: a list is expected, not {} (gateway.json line 3)" },
        { "\"Credentials\": \"\"", "TokenGateway:Credentials: a list is expected, not \"\" (gateway.json line 3)" },
        { "\"Credentials\": [\"X-Key\",\n\n \"Authorization: Bearer secret\"]", "TokenGateway:Credentials:1: the value is not a place for credentials: write \"Authorization: SCHEME\", \"Header-Name\", \"?query_name\" or \"Sec-WebSocket-Protocol: PREFIX\" (gateway.json line 5)" },
        { "\"Identity\": { \"X Auth\": \"{role}\" }", "TokenGateway:Identity:X Auth: \"X Auth\" is not a header name: for example X-API-Key (gateway.json line 3)" },
        { "\"Identity\": { \"X-Auth\": \"a\\r\\nX-Role: b\" }", "TokenGateway:Identity:X-Auth: control characters are not allowed (gateway.json line 3)" },
        { "\"Identity\": [\"X-Auth\"]", "TokenGateway:Identity: an object is expected, not a list (gateway.json line 3)" },
        { "\"Identity\": {}", "TokenGateway:Identity: an object with at least one name is expected (gateway.json line 3)" },
        { "\"Roles\": null", "TokenGateway:Roles: an object is expected, not null (gateway.json line 3)" },
        { "\"Roles\": { \"A,B\": { \"Rank\": 1 } }", $"TokenGateway:Roles:A,B: \"A,B\" is not a role name: {NameHint} (gateway.json line 3)" },
        { "\"Roles\": { \"a:b\": { \"Rank\": 1 } }", "TokenGateway:Roles:a:b: the key \"a:b\" holds a colon, which separates levels (gateway.json line 3)" },
        { "\"Roles\": { \"A\": { \"Rank\": 1.5 } }", "TokenGateway:Roles:A:Rank: a whole number from 0 to 1000000 is expected, not \"1.5\" (gateway.json line 3)" },
        { "\"Roles\": { \"A\": { \"Rank\": -1 } }", "TokenGateway:Roles:A:Rank: -1 is out of range: 0 to 1000000 (gateway.json line 3)" },
        { "\"Roles\": { \"A\": { \"Rank\": 1 },\n\"B\": { \"Rank\": 1 } }", "TokenGateway:Roles:B:Rank: 1 is the rank of \"A\" already; ranks are unique (gateway.json line 4)" },
        { "\"Roles\": { \"A\": { \"Permissions\": [\"orders*\"] } }", "TokenGateway:Roles:A:Permissions:0: \"orders*\" is not a permission of a role: for example orders:read, orders:*, * or !billing:* (gateway.json line 3)" },
        { "\"Roles\": { \"A\": { \"Manages\": [\"user\"] } }", "TokenGateway:Roles:A:Manages:0: one of tokens, users, settings, audit is expected, not \"user\". Did you mean \"users\"? (gateway.json line 3)" },
        { "\"Policies\": { \"p\": { \"Access\": null } }", "TokenGateway:Policies:p:Access: a list is expected, not null (gateway.json line 3)" },
        { "\"Policies\": { \"p\": { } }", "TokenGateway:Policies:p: an object with at least one key is expected; leave the key out for the default (gateway.json line 3)" },
        { "\"Policies\": { \"default\": { \"Access\": [ { \"AnyToken\": true } ] } }", "TokenGateway:Policies:default: the name is taken: Default is any valid token, Anonymous is no token at all (gateway.json line 3)" },
        { "\"Policies\": { \"p\": { \"Access\": [ { \"Methods\": [\"GET\"] } ] } }", "TokenGateway:Policies:p:Access:0: no condition. Add one, or \"AnyToken\": true to allow every valid token (gateway.json line 3)" },
        { "\"Tokens\": {}", "TokenGateway:Tokens: an object with at least one key is expected; leave the key out for the default (gateway.json line 3)" },
        { "\"Tokens\": { \"Enabled\": 1 }", "TokenGateway:Tokens:Enabled: true or false is expected, not \"1\" (gateway.json line 3)" },
        { "\"Tokens\": { \"Prefix\": \"TGW\" }", "TokenGateway:Tokens:Prefix: \"TGW\" is not a token prefix: 2 to 16 lower case letters and digits, a letter first (gateway.json line 3)" },
        { "\"Tokens\": { \"Prefix\": true }", "TokenGateway:Tokens:Prefix: a token prefix is expected, not true or false (gateway.json line 3)" },
        { "\"Tokens\": { \"MaxPerUser\": {} }", "TokenGateway:Tokens:MaxPerUser: a whole number is expected, not {} (gateway.json line 3)" },
        { "\"Tokens\": { \"MaxPerUser\": 0 }", "TokenGateway:Tokens:MaxPerUser: 0 is out of range: 1 to 2147483647 (gateway.json line 3)" },
        { "\"Tokens\": { \"MaxLifetime\": 60 }", "TokenGateway:Tokens:MaxLifetime: \"60\" is not a duration: for example 500ms, 90s, 15m, 12h, 30d or 00:15:00 (gateway.json line 3)" },
        { "\"Store\": { \"Provider\": \"Postgres\" }", "TokenGateway:Store:Provider: one of Sqlite, PostgreSql, None is expected, not \"Postgres\". Did you mean \"PostgreSql\"? (gateway.json line 3)" },
        { "\"Store\": { \"Provider\": \"PostgreSql\" }", "TokenGateway:Store: \"ConnectionString\" or \"ConnectionStringFile\" is needed: \"Host=db.example.com;Database=tokengateway;Username=tokengateway;Password=...\" (gateway.json line 3)" },
        { "\"Store\": { \"ConnectionString\": \"Data Source=a\", \"ConnectionStringFile\": \"b\" }", "TokenGateway:Store: only one of \"ConnectionString\" and \"ConnectionStringFile\" is allowed (gateway.json line 3)" },
        { "\"Store\": { \"ConnectionString\": \"\" }", "TokenGateway:Store:ConnectionString: a text is expected, not \"\" (gateway.json line 3)" },
        { "\"Users\": { \"alice\": { \"Email\": \"a@example.com\" } }", "TokenGateway:Users:alice: \"Roles\" is missing (gateway.json line 3)" },
        { "\"StaticTokens\": [ { \"Name\": \"ci\", \"User\": \"alice\", \"Sha256\": \"tgw_1_secret\" } ]", "TokenGateway:StaticTokens:0:Sha256: the value is not a SHA-256 digest: 64 hexadecimal digits, as `tokengateway token generate --offline` prints them (gateway.json line 3)" },
        { $"\"StaticTokens\": [ {{ \"Name\": \"ci\", \"User\": \"alice\", \"Sha256\": \"{Digest}\", \"ExpiresAt\": \"2027-01-31\" }} ]", "TokenGateway:StaticTokens:0:ExpiresAt: \"2027-01-31\" is not a point in time with its zone: for example 2027-01-31T12:00:00Z (gateway.json line 3)" },
        { $"\"StaticTokens\": [ {{ \"Name\": \"ci\", \"User\": \"alice\", \"Sha256\": \"{Digest}\" }},\n{{ \"Name\": \"cd\", \"User\": \"alice\", \"Sha256\": \"{Digest}\" }} ]", "TokenGateway:StaticTokens:1:Sha256: the same as that of StaticTokens:0 (gateway.json line 4)" },
        { "\"StaticTokens\": { \"ci\": { \"Name\": \"ci\" } }", "TokenGateway:StaticTokens: a list is expected, not an object (gateway.json line 3)" },
        { "\"SelfPath\": \"me\"", "TokenGateway:SelfPath: \"me\" is not a path: for example /healthz (gateway.json line 3)" },
        { "\"Throttle\": { \"Window\": \"2d\" }", "TokenGateway:Throttle:Window: 2d is out of range: 1s to 1d (gateway.json line 3)" },
        { "\"Throttle\": \"off\"", "TokenGateway:Throttle: an object is expected, not text (gateway.json line 3)" },
        { "\"Cache\": { \"Capacity\": \"many\" }", "TokenGateway:Cache:Capacity: a whole number from 1 to 100000000 is expected, not \"many\" (gateway.json line 3)" },
        { "\"Cors\": { \"web\": { \"Methods\": [\"GET\"] } }", "TokenGateway:Cors:web: \"Origins\" is missing (gateway.json line 3)" },
        { "\"Cors\": { \"web\": { \"Origins\": [\"https://app.example.com/\"] } }", "TokenGateway:Cors:web:Origins:0: \"https://app.example.com/\" is not an origin: for example https://app.example.com (no path), or * (gateway.json line 3)" },
        { "\"Cors\": { \"web\": { \"Origins\": [\"*\"], \"AllowCredentials\": true } }", "TokenGateway:Cors:web:AllowCredentials: not with the origin \"*\"; name the origins (gateway.json line 3)" },
        { "\"Tokens\": { \"Enabled\": true },\n// again\n\"tokens\": { \"MaxTotal\": 1 }", "TokenGateway:tokens: duplicate key, first written on line 3 (gateway.json line 5)" },
    };

    public static TheoryData<string, string> BlockKeys => new()
    {
        { "", $"{Rule}: {NoRule} (gateway.json line 1)" },
        { "\"Anonymous\": false", $"{Rule}: {NoRule} (gateway.json line 1)" },
        { "\"Realm\": \"prod\"", $"{Rule}: {NoRule} (gateway.json line 1)" },
        { "\"Acess\": []", $"{Block}:Acess: unknown key. Did you mean \"Access\"? (gateway.json line 3)" },
        { "\"RateLimits\": \"standard\", \"Policy\": \"p\"", $"{Block}:RateLimits: a list is expected: [\"standard\"] (gateway.json line 3)" },
        { "\"Policy\": \"p\", \"Anonymous\": true", $"{Rule}: more than one access rule: TokenGateway:Policy, TokenGateway:Anonymous. Keep one (gateway.json line 1)" },
        { "\"Policy\": null", $"{Block}:Policy: a policy name is expected, not null (gateway.json line 3)" },
        { "\"Policy\": [\"p\"]", $"{Block}:Policy: a policy name is expected, not a list (gateway.json line 3)" },
        { "\"Access\": []", $"{Block}:Access: a list with at least one element is expected (gateway.json line 3)" },
        { "\"Access\": null", $"{Block}:Access: a list is expected, not null (gateway.json line 3)" },
        { "\"Access\": \"Engineers\"", $"{Block}:Access: a list is expected, not text (gateway.json line 3)" },
        { "\"Access\": [ \"Engineers\" ]", $"{Entry}: an object is expected, not text (gateway.json line 3)" },
        { "\"Access\": [ null ]", $"{Entry}: an object is expected, not null (gateway.json line 3)" },
        { "\"Access\": [ {} ]", $"{Entry}: an object with at least one key is expected; leave the key out for the default (gateway.json line 3)" },
        { "\"Access\": [ [] ]", $"{Entry}: an object is expected, not [] (gateway.json line 3)" },
        { "\"Access\": { \"AnyToken\": true }", $"{Block}:Access: a list is expected, not an object (gateway.json line 3)" },
        { "\"Access\": [ {\n\"AnyRol\": [\"Engineers\"] } ]", $"{Entry}:AnyRol: unknown key. Did you mean \"AnyRole\"? (gateway.json line 4)" },
        { "\"Access\": [ { \"AnyRole\": \"Engineers\" } ]", $"{Entry}:AnyRole: a list is expected: [\"Engineers\"] (gateway.json line 3)" },
        { "\"Access\": [ { \"AnyRole\": null } ]", $"{Entry}:AnyRole: a list is expected, not null (gateway.json line 3)" },
        { "\"Access\": [ { \"AnyRole\": [] } ]", $"{Entry}:AnyRole: a list with at least one element is expected (gateway.json line 3)" },
        { "\"Access\": [ { \"AnyRole\": {} } ]", $"{Entry}:AnyRole: a list is expected, not {{}} (gateway.json line 3)" },
        { "\"Access\": [ { \"AnyRole\": { \"0\": \"Engineers\" } } ]", $"{Entry}:AnyRole: a list is expected, not an object (gateway.json line 3)" },
        { "\"Access\": [ { \"AnyRole\": [\"\"] } ]", $"{Entry}:AnyRole:0: a role name is expected, not \"\" (gateway.json line 3)" },
        { "\"Access\": [ { \"AnyRole\": [null] } ]", $"{Entry}:AnyRole:0: a role name is expected, not null (gateway.json line 3)" },
        { "\"Access\": [ { \"AnyRole\": [[\"Engineers\"]] } ]", $"{Entry}:AnyRole:0: a role name is expected, not a list (gateway.json line 3)" },
        { "\"Access\": [ { \"AnyRole\": [7] } ]", $"{Entry}:AnyRole:0: a role name is expected, not a number (gateway.json line 3)" },
        { "\"Access\": [ { \"AllPermissions\": [\"orders:*\"] } ]", $"{Entry}:AllPermissions:0: \"orders:*\" is not a permission name: {NameHint} (gateway.json line 3)" },
        { "\"Access\": [ { \"MinRole\": \"\" } ]", $"{Entry}:MinRole: a role name is expected, not \"\" (gateway.json line 3)" },
        { "\"Access\": [ { \"AnyToken\": false } ]", $"{Entry}:AnyToken: false has no effect; write a condition, or true to allow every valid token (gateway.json line 3)" },
        { "\"Access\": [ { \"AnyToken\": true, \"MinRole\": \"A\" } ]", $"{Entry}:AnyToken: \"AnyToken\" and a condition contradict each other; remove one (gateway.json line 3)" },
        { "\"Access\": [ { \"OneOf\": [ { \"MinRole\": \"A\", \"Methods\": [\"GET\"] } ] } ]", $"{Entry}:OneOf:0:Methods: unknown key (gateway.json line 3)" },
        { "\"Access\": [ { \"Methods\": [\"GET\", \"P OST\"], \"AnyToken\": true } ]", $"{Entry}:Methods:1: \"P OST\" is not an HTTP method: for example GET (gateway.json line 3)" },
        { "\"Policy\": \"p\", \"Credentials\": []", $"{Block}:Credentials: a list with at least one element is expected (gateway.json line 3)" },
        { "\"Policy\": \"p\", \"Preflight\": \"Pass\"", $"{Block}:Preflight: one of Answer, Forward is expected, not \"Pass\" (gateway.json line 3)" },
        { "\"Policy\": \"p\", \"DangerousForwardHeaders\": [\"X:Y\"]", $"{Block}:DangerousForwardHeaders:0: \"X:Y\" is not a header name: for example X-API-Key (gateway.json line 3)" },
    };

    public static TheoryData<string, string> ProxyKeys => new()
    {
        { "\"Routes\": { \"r\": { \"ClusterId\": \"c\" } }", $"{Rule}: {NoRule} (gateway.json line 2)" },
        { "\"Routes\": { \"r\": { \"AuthorizationPolicy\": \"\" } }", $"{Rule}:AuthorizationPolicy: a policy name is expected, not \"\" (gateway.json line 2)" },
        { "\"Routes\": { \"r\": { \"TokenGatway\": { \"Policy\": \"p\" } } }", $"{Rule}:TokenGatway: unknown key. Did you mean \"TokenGateway\"? (gateway.json line 2)" },
        { "\"Routes\": { \"r\": { \"AuthorisationPolicy\": \"p\" } }", $"{Rule}:AuthorisationPolicy: unknown key. Did you mean \"AuthorizationPolicy\"? (gateway.json line 2)" },
        { "\"Routes\": { \"r\": { \"AuthorizationPolicy\": \"p\", \"TokenGateway\": { \"Policy\": \"p\" } } }", $"{Rule}: more than one access rule: TokenGateway:Policy, AuthorizationPolicy. Keep one (gateway.json line 2)" },
        { "\"Routes\": { \"r\": { \"TokenGateway\": null } }", $"{Block}: an object is expected, not null (gateway.json line 2)" },
        { "\"Routes\": { \"r\": { \"TokenGateway\": \"Default\" } }", $"{Block}: an object is expected, not text (gateway.json line 2)" },
        { "\"Route\": { }", "ReverseProxy:Route: unknown key. Did you mean \"Routes\"? (gateway.json line 2)" },
        { "\"Clusters\": { \"c\": { \"TokenGateway\": { \"UpstreamCredentials\": { \"Header\": \"A\" } } } }", "ReverseProxy:Clusters:c:TokenGateway:UpstreamCredentials: unknown key. Did you mean \"UpstreamCredential\"? (gateway.json line 2)" },
        { "\"Clusters\": { \"c\": { \"TokenGateway\": { \"UpstreamCredential\": \"secret\" } } }", "ReverseProxy:Clusters:c:TokenGateway:UpstreamCredential: an object is expected, not text (gateway.json line 2)" },
        { "\"Clusters\": { \"c\": { \"TokenGateway\": { \"UpstreamCredential\": { \"Header\": \"A\" } } } }", "ReverseProxy:Clusters:c:TokenGateway:UpstreamCredential: exactly one of \"Value\" and \"ValueFile\" is needed (gateway.json line 2)" },
        { "\"Clusters\": { \"c\": { \"TokenGateway\": { \"UpstreamCredential\": { \"Header\": \"A\", \"Value\": \"v\", \"ValueFile\": \"f\" } } } }", "ReverseProxy:Clusters:c:TokenGateway:UpstreamCredential: exactly one of \"Value\" and \"ValueFile\" is needed (gateway.json line 2)" },
    };

    [Theory]
    [MemberData(nameof(GatewayKeys))]
    public void Section_of_the_gateway_broken_in_one_place_gives_one_exact_error(string keys, string error) =>
        Some.Errors(Some.File(Some.Gateway(keys))).ShouldBe([error]);

    [Theory]
    [MemberData(nameof(BlockKeys))]
    public void Block_of_a_route_broken_in_one_place_gives_one_exact_error(string keys, string error) =>
        Some.Errors(Some.File(Some.Block(keys))).ShouldBe([error]);

    [Theory]
    [MemberData(nameof(ProxyKeys))]
    public void Keys_beside_the_blocks_broken_in_one_place_give_one_exact_error(string keys, string error) =>
        Some.Errors(Some.File($"{{ \"ReverseProxy\": {{\n{keys} }} }}")).ShouldBe([error]);

    [Theory]
    [InlineData("[]", "a list with at least one element is expected")]
    [InlineData("{}", "a list is expected, not null or {}")]
    [InlineData("null", "a list is expected, not null or {}")]
    [InlineData("\"\"", "a list with at least one element is expected")]
    [InlineData("\"Engineers\"", "a list is expected: [\"Engineers\"]")]
    [InlineData("{ \"a\": \"Engineers\" }", "a list is expected, not an object")]
    public void Source_that_shows_no_text_is_read_as_strictly(string written, string error)
    {
        var json = Some.Block($"\"Access\": [ {{ \"AnyRole\": {written} }} ]");
        var live = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

        Some.Errors(ConfigurationSnapshot.Capture(live)).ShouldBe([$"{Entry}:AnyRole: {error}"]);
    }

    [Fact]
    public void Scalar_over_a_list_from_another_source_is_an_error_and_does_not_vanish()
    {
        var live = new ConfigurationBuilder()
            .Add(new JsonTextSource("gateway.json", Some.Block("\"Access\": [ { \"AnyRole\": [\"A\"] } ]")))
            .AddInMemoryCollection([new($"{Entry}:AnyRole", "B")])
            .Build();

        Some.Errors(ConfigurationSnapshot.Capture(live)).ShouldBe([$"{Entry}:AnyRole: a list is expected: [\"B\"]"]);
    }

    [Fact]
    public void Slip_in_a_condition_is_not_also_reported_as_a_missing_condition() =>
        Some.Errors(Some.File(Some.Block("\"Access\": [ { \"AnyRol\": [\"A\"] } ]"))).Count.ShouldBe(1);

    [Fact]
    public void Several_errors_are_reported_together() =>
        Some.Errors(Some.File("""
            {
              "ReverseProxy": { "Routes": { "a": { }, "b": { "TokenGateway": { "Anonymous": "yes" } } } },
              "TokenGateway": { "Dialekt": "x", "Cache": { "Capacity": 0 } }
            }
            """)).ShouldBe(
        [
            "TokenGateway:Cache:Capacity: 0 is out of range: 1 to 100000000 (gateway.json line 3)",
            "TokenGateway:Dialekt: unknown key. Did you mean \"Dialect\"? (gateway.json line 3)",
            "ReverseProxy:Routes:b:TokenGateway:Anonymous: true or false is expected, not \"yes\" (gateway.json line 2)",
            $"ReverseProxy:Routes:a: {NoRule} (gateway.json line 2)",
        ]);

    [Fact]
    public void Secret_in_the_wrong_place_is_not_repeated_by_any_message()
    {
        const string secret = "tgw_1_hunter2";
        var errors = Some.Errors(Some.File($$"""
            {
              "ReverseProxy": { "Clusters": { "c": { "TokenGateway": { "UpstreamCredential": {
                "Header": "Authorization", "Value": ["{{secret}}"] } } }, "d": { "TokenGateway": "{{secret}}" } } },
              "TokenGateway": {
                "Credentials": "Authorization: Bearer {{secret}}",
                "StaticTokens": [ { "Name": "ci", "User": "a", "Sha256": "{{secret}}" } ],
                "Store": { "ConnectionString": "Password={{secret}}\n" }
              }
            }
            """));

        errors.Count.ShouldBe(5);
        errors.ShouldAllBe(error => !error.Contains("hunter2"));
    }
}
