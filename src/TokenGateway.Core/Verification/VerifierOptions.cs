namespace TokenGateway.Core.Verification;

/// <summary>How long facts that were read may be used.</summary>
public sealed record VerifierOptions
{
    /// <summary>The maximum age of a cached token before it is reloaded; default 10 minutes.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long cached tokens remain usable while the store is unavailable, from the last confirmation; default 5 minutes.</summary>
    public TimeSpan OutageGrace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The time after which a lookup counts as unanswered by the store; default 5 seconds.</summary>
    internal TimeSpan LookupTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
