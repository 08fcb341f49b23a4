namespace TokenGateway.Testing;

/// <summary>A request as the upstream saw it.</summary>
/// <param name="Target">Path and query, raw.</param>
/// <param name="Headers">Several values joined with a comma.</param>
public sealed record SeenRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
