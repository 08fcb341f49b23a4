namespace TokenGateway.Edge.Model;

/// <summary>The gateway's own credential for a cluster. Not a record: a generated <c>ToString</c> would print it.</summary>
internal sealed class UpstreamCredential(string header, string value)
{
    public string Header { get; } = header;

    public string Value { get; } = value;
}
