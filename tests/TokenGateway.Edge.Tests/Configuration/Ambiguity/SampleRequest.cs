namespace TokenGateway.Edge.Tests.Configuration.Ambiguity;

/// <summary>A request as routing sees it; each header and parameter comes at most once.</summary>
internal sealed record SampleRequest(string Path)
{
    public string Method { get; init; } = "GET";

    public string Host { get; init; } = "h.com";

    public string Query { get; init; } = "";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public override string ToString() => $"{Method} {Host} {Path}{Query} {string.Join(", ", Headers)}";
}
