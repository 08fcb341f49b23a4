using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TokenGateway.Dialects;
using TokenGateway.Dialects.BuiltIn;
using TokenGateway.Edge.Tests.Configuration.Ambiguity;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Tests.Decisions;

/// <summary>Configurations with everything that routing and rules look at, and requests that meet it.</summary>
internal static class RandomEdge
{
    public static readonly string[] Tokens = ["user", "engineer", "prod"];

    public static readonly string[] Dialects = [.. BuiltInDialects.Registry.Names];

    private static readonly SampleRequest[] Requests = [.. SampleRoutes.Requests()];

    private static readonly string[] Methods = ["GET", "GET", "GET", "HEAD", "POST", "DELETE", "get", "PROPFIND"];

    private static readonly string[] Rules =
    [
        """ "Anonymous": true """, """ "Policy": "Default" """, """ "Access": [ { "MinRole": "Engineers" } ] """,
        """ "Access": [ { "Methods": ["GET"], "AnyRole": ["Users"] }, { "MinRole": "Engineers" } ] """,
        """ "Access": [ { "Methods": ["GET", "POST"], "MinRole": "Users" } ], "Realm": "prod" """,
    ];

    private static readonly string[] Features = ["AllowEncodedSlash", "AllowPathParameters", "AllowEmptySegments", "AllowDoubleEncoding", "AllowTrailingDots", "AllowNonUtf8"];

    private static readonly Dictionary<string, string[]> CallPaths = BuiltInDialects.Registry.All.ToDictionary(
        one => one.Name, one => (string[])[.. one.Create(new DialectSettings()).Calls.Select(call => Filled(call.Path)), "/.tokengateway/me", "/livez"]);

    public static string Empty { get; } = Write(BuiltInDialects.Registry.Default.Name, []);

    public static string Next(Random random, string dialect) => Write(dialect,
    [
        .. Enumerable.Range(0, random.Next(1, 6)).Select(id => Route(random, SampleRoutes.Next(random, id, many: random.Next(2) == 0))),
    ]);

    public static SampleRequest Request(Random random, string dialect)
    {
        var request = Requests[random.Next(Requests.Length)] with { Method = Of(Methods, random) };
        if (random.Next(4) == 0)
            request = request with { Path = Of(CallPaths[dialect], random) };
        return random.Next(2) == 0 ? request : request with { Path = Spelled(request.Path, random) };
    }

    // The same path, or nearly, as another client writes it.
    private static string Spelled(string path, Random random)
    {
        var at = random.Next(1, path.Length + 1);
        return random.Next(9) switch
        {
            0 => path.ToUpperInvariant(),
            1 when at < path.Length && char.IsAsciiLetterOrDigit(path[at]) => $"{path[..at]}%{(int)path[at]:X2}{path[(at + 1)..]}",
            2 => path.Insert(at, "/"),
            3 => path.Insert(at, "%2F"),
            4 => path.Insert(at, ";v=1"),
            5 => path.Insert(at, "%2561"),
            6 => path + ".",
            7 => path.Insert(at, "%C3%A9"),
            _ => path.Insert(at, "%FF"),
        };
    }

    private static (string Id, JsonNode Route) Route(Random random, RouteConfig route)
    {
        var block = JsonNode.Parse($"{{ {Of(Rules, random)} }}")!.AsObject();
        foreach (var feature in Features.Where(_ => random.Next(3) == 0))
            block[feature] = true;
        return (route.RouteId, JsonSerializer.SerializeToNode(new
        {
            route.ClusterId,
            Order = route.Order ?? 0,
            Match = Pruned(JsonSerializer.SerializeToNode(new
            {
                route.Match.Path,
                route.Match.Methods,
                route.Match.Hosts,
                Headers = route.Match.Headers?.Select(one => Pruned(JsonSerializer.SerializeToNode(new { one.Name, Mode = one.Mode.ToString(), one.Values, one.IsCaseSensitive })!)),
                QueryParameters = route.Match.QueryParameters?.Select(one => Pruned(JsonSerializer.SerializeToNode(new { one.Name, Mode = one.Mode.ToString(), one.Values, one.IsCaseSensitive })!)),
            })!),
            TokenGateway = block,
        })!);
    }

    // What is null or empty is not written.
    private static JsonNode Pruned(JsonNode node)
    {
        foreach (var (name, value) in node.AsObject().ToList())
        {
            if (value is null or JsonArray { Count: 0 })
                node.AsObject().Remove(name);
        }

        return node;
    }

    private static string Write(string dialect, IEnumerable<(string Id, JsonNode Route)> routes) => $$"""
        {
          "ReverseProxy": {
            "Clusters": { "c": { "Destinations": { "d": { "Address": "http://127.0.0.1:1/" } } } },
            "Routes": { {{string.Join(", ", routes.Select(one => $"\"{one.Id}\": {one.Route.ToJsonString()}"))}} }
          },
          "TokenGateway": {
            "Dialect": "{{dialect}}", "DialectEndpoints": true, "EdgeHealthPath": "/livez", "Credentials": ["Authorization: Bearer"],
            "Tokens": { "Enabled": true },
            "Roles": { "Users": { "Rank": 10, "Permissions": [] }, "Engineers": { "Rank": 20, "Permissions": [], "Realms": ["*"] } },
            "Users": { "uma": { "Roles": ["Users"] }, "eve": { "Roles": ["Engineers"] } },
            "StaticTokens": [
              { "Name": "user", "User": "uma", "Sha256": "{{LiveEdge.DigestOf("user")}}" },
              { "Name": "engineer", "User": "eve", "Sha256": "{{LiveEdge.DigestOf("engineer")}}" },
              { "Name": "prod", "User": "eve", "Sha256": "{{LiveEdge.DigestOf("prod")}}", "Realm": "prod" }
            ],
            "Store": { "Provider": "None" }
          }
        }
        """;

    // "/users/{userId}/tokens" -> "/users/x1/tokens"
    private static string Filled(string pattern)
    {
        var path = new StringBuilder();
        foreach (var segment in pattern.Split('/')[1..])
            path.Append('/').Append(segment.StartsWith('{') ? "x1" : segment);
        return path.ToString();
    }

    private static T Of<T>(T[] values, Random random) => values[random.Next(values.Length)];
}
