namespace TokenGateway.Edge.Model;

/// <summary>What the gateway itself presents to a cluster. No record: a generated <c>ToString</c> would print it.</summary>
internal sealed class UpstreamCredential(string header, string value)
{
    public string Header { get; } = header;

    public string Value { get; } = value;
}
