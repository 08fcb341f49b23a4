namespace TokenGateway.Testing;

/// <summary>A request as the upstream received it.</summary>
/// <param name="Target">The raw path and query.</param>
/// <param name="Headers">The headers; several values are joined with a comma.</param>
public sealed record SeenRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
