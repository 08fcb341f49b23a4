namespace TokenGateway.Dialects.Goldcast;

/// <summary>The body of every refusal.</summary>
internal sealed record GoldcastDetail(string Detail);
