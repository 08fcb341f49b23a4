namespace TokenGateway.Corpus.Tests.Running;

/// <summary>The routes of the gateway under trial, each before a port of its own.</summary>
internal static class CorpusRoutes
{
    /// <summary>The path that each begins at; <c>rest</c> takes everything else and is public.</summary>
    public static IReadOnlyDictionary<string, string> Prefixes { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["protected"] = "/protected",
        ["public"] = "/public",
        ["limited"] = "/limited",
        ["admin"] = "/admin",
        ["loose"] = "/loose",
        ["methods"] = "/methods",
        ["cors"] = "/cors",
        ["preflight"] = "/preflight",
        ["spdy"] = "/spdy",
        ["owned"] = "/owned",
        ["hosted"] = "/hosted",
        ["verbs"] = "/verbs",
        ["modes"] = "/modes",
        ["acts"] = "/acts",
        ["ties"] = "/ties",
        ["tied"] = "/tied",
        ["files"] = "/files",
        ["vault"] = "/files/private",
        ["posts"] = "/posts",
        ["login"] = "/login",
        ["rest"] = "",
        ["-"] = "",
    };

    /// <summary>Routes of Administrators on the same path as a public one, with a condition more or another one.</summary>
    public static IReadOnlyDictionary<string, string> Twins { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["hosted-admin"] = "hosted",
        ["verbs-admin"] = "verbs",
        ["modes-admin"] = "modes",
        ["acts-admin"] = "acts",
        ["ties-admin"] = "ties",
        ["tied-admin"] = "tied",
    };

    /// <summary>Every route with the path that it begins at.</summary>
    public static IEnumerable<(string Route, string Prefix)> All =>
        Prefixes.Where(one => one.Key != "-").Select(one => (one.Key, one.Value)).Concat(Twins.Select(one => (one.Key, Prefixes[one.Value])));

    /// <summary>What the route matches beside its path, as members of JSON, each with a comma in front.</summary>
    public static string ConditionOf(string route) => route switch
    {
        "hosted-admin" => """, "Hosts": ["admin.test", "*.corp.test", "192.0.2.1", "bücher.test"]""",
        "verbs-admin" => """, "Methods": ["GET"]""",
        "modes-admin" => """, "Headers": [ { "Name": "X-Mode", "Values": ["1"] } ]""",
        "acts-admin" => """, "QueryParameters": [ { "Name": "action", "Values": ["delete"] } ]""",
        "ties" => """, "Headers": [ { "Name": "X-Tie", "Values": ["1"] } ]""",
        "ties-admin" => """, "Headers": [ { "Name": "X-Tie", "Values": ["2"] } ]""",
        "tied" => """, "QueryParameters": [ { "Name": "tie", "Values": ["1"] } ]""",
        "tied-admin" => """, "QueryParameters": [ { "Name": "tie", "Values": ["2"] } ]""",
        _ => "",
    };

    public static string BlockOf(string route) => route switch
    {
        "protected" or "owned" => """{ "Policy": "Default" }""",
        "limited" => """{ "Access": [ { "AllPermissions": ["orders:write"] } ] }""",
        "admin" or "vault" => """{ "Access": [ { "MinRole": "Administrators" } ] }""",
        "loose" or "files" => """{ "Policy": "Default", "AllowEncodedSlash": true, "AllowPathParameters": true, "AllowEmptySegments": true }""",
        "methods" => """{ "Access": [ { "Methods": ["GET"], "AnyToken": true } ] }""",
        "posts" => """{ "Access": [ { "Methods": ["GET", "POST", "PATCH"], "AnyToken": true }, { "Methods": ["DELETE"], "MinRole": "Administrators" } ] }""",
        "cors" => """{ "Policy": "Default", "Cors": "browsers" }""",
        "preflight" => """{ "Policy": "Default", "Preflight": "Forward", "DangerousForwardHeaders": ["X-HTTP-Method-Override"] }""",
        "login" => """{ "Anonymous": true, "PassAuthorization": ["Bearer", "APIKey"] }""",
        "spdy" => """{ "Policy": "Default", "Upgrades": ["SPDY/3.1", "tcp"] }""",
        _ when Twins.ContainsKey(route) => """{ "Access": [ { "MinRole": "Administrators" } ] }""",
        _ => """{ "Anonymous": true }""",
    };

    public static string TransformsOf(string route) => route == "owned"
        ? """
          [ { "RequestHeader": "X-Tenant", "Set": "ours" }, { "RequestHeader": "X-Scope", "Append": "ours" },
            { "RequestHeaderRouteValue": "X-Part", "Set": "rest" }, { "RequestHeaderRemove": "X-Gone" },
            { "X-Forwarded": "Append", "HeaderPrefix": "X-Edge-" } ]
          """
        : "[]";

    public static string ClusterOf(string route, string address) => route is "owned" or "preflight"
        ? $$"""{ "Destinations": { "a": { "Address": "{{address}}" } }, "TokenGateway": { "UpstreamCredential": { "Header": "X-Upstream-Key", "Value": "ours" } } }"""
        : $$"""{ "Destinations": { "a": { "Address": "{{address}}" } } }""";
}
