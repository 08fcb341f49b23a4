namespace TokenGateway.Testing;

/// <summary>A response as received on the wire.</summary>
/// <param name="Head">Status line and headers, including the empty line.</param>
public sealed record WireAnswer(int Status, string Head, string Body);
