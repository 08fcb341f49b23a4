using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace TokenGateway.Testing;

/// <summary>A response of the management API.</summary>
public sealed record ApiAnswer(int Status, string Text, HttpResponseHeaders Headers, string? ContentType, string Allow)
{
    /// <summary>The body as JSON; null if there is none.</summary>
    public JsonNode? Json => Text.Length == 0 ? null : JsonNode.Parse(Text);

    public JsonNode this[string member] => Json![member] ?? throw new InvalidOperationException($"No {member} in {Text}");

    /// <summary>The code of a problem document; null for any other response.</summary>
    public string? Code => ContentType == "application/problem+json" ? (string?)Json!["code"] : null;

    public string? Detail => (string?)Json?["detail"];

    public JsonArray Items => this["items"].AsArray();
}
