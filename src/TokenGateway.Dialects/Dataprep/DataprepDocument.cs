using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Dataprep;

/// <summary>The gateway's calls as OpenAPI 3.0: a document of its own, or added to the upstream's.</summary>
internal static class DataprepDocument
{
    private static readonly (string Path, string Method, string Summary, int Status)[] Calls =
    [
        (DataprepCalls.TokensPath, "post", "Create an API access token", StatusCodes.Status201Created),
        (DataprepCalls.TokensPath, "get", "List API access tokens", StatusCodes.Status200OK),
        (DataprepCalls.TokenPath, "get", "Get an API access token", StatusCodes.Status200OK),
        (DataprepCalls.TokenPath, "delete", "Delete an API access token", StatusCodes.Status204NoContent),
        (DataprepCalls.PersonPath, "get", "Get the current person", StatusCodes.Status200OK),
        (DataprepCalls.DocumentPath, "get", "Get this document", StatusCodes.Status200OK),
    ];

    public static Task WriteAsync(DialectExchange exchange)
    {
        var document = new JsonObject { ["servers"] = new JsonArray(new JsonObject { ["url"] = exchange.Origin }) };
        Amend(document);
        return DialectAnswer.WriteAsync(exchange.Http, StatusCodes.Status200OK, Encoding.UTF8.GetBytes(document.ToJsonString()), "application/json");
    }

    /// <summary>Adds our calls. Replaces the document's entries for their methods, which the gateway serves instead.</summary>
    public static void Amend(JsonObject document)
    {
        if (document["openapi"] is null && document["swagger"] is null)
            document["openapi"] = "3.0.3";
        document["info"] ??= new JsonObject { ["title"] = "API access tokens", ["version"] = "v4" };
        var paths = ObjectIn(document, "paths");
        foreach (var (path, method, summary, status) in Calls)
            ObjectIn(paths, KeyOf(paths, path))[method] = Describe(path, method, summary, status);
        if (document["swagger"] is null)
        {
            var schemes = ObjectIn(ObjectIn(document, "components"), "securitySchemes");
            schemes["BearerAuth"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" };
            schemes["BasicAuth"] = new JsonObject { ["type"] = "http", ["scheme"] = "basic" };
        }
        else
        {
            var schemes = ObjectIn(document, "securityDefinitions");
            schemes["BearerAuth"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "Authorization" };
            schemes["BasicAuth"] = new JsonObject { ["type"] = "basic" };
        }
    }

    // The upstream may use another parameter name, or put "/v4" into "servers".
    private static string KeyOf(JsonObject paths, string path)
    {
        var shape = ShapeOf(path);
        return paths.Select(one => one.Key).FirstOrDefault(one => ShapeOf(one) == shape || "/v4" + ShapeOf(one) == shape) ?? path;
    }

    private static string ShapeOf(string path) =>
        string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? "{}" : part));

    private static JsonObject ObjectIn(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject there)
            return there;
        var made = new JsonObject();
        parent[name] = made;
        return made;
    }

    private static JsonObject Describe(string path, string method, string summary, int status)
    {
        var call = new JsonObject
        {
            ["summary"] = summary,
            ["security"] = method == "post" ? new JsonArray(Scheme("BearerAuth"), Scheme("BasicAuth")) : new JsonArray(Scheme("BearerAuth")),
            ["responses"] = new JsonObject { [status.ToString(CultureInfo.InvariantCulture)] = new JsonObject { ["description"] = summary } },
        };
        if (path == DataprepCalls.TokenPath)
        {
            call["parameters"] = new JsonArray(new JsonObject
            {
                ["name"] = "tokenId",
                ["in"] = "path",
                ["required"] = true,
                ["schema"] = new JsonObject { ["type"] = "string" },
            });
        }

        return call;
    }

    private static JsonObject Scheme(string name) => new() { [name] = new JsonArray() };
}
