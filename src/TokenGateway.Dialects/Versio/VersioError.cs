namespace TokenGateway.Dialects.Versio;

/// <summary>The body of every refusal; details only where they help and disclose nothing.</summary>
internal sealed record VersioError(int Status, string Message, string? Details);
