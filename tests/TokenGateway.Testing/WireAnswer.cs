namespace TokenGateway.Testing;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Head">Status line and headers, with the empty line.</param>
public sealed record WireAnswer(int Status, string Head, string Body);
