namespace TokenGateway.Core.Verification;

/// <summary>How long what was read may be used.</summary>
public sealed record VerifierOptions
{
    /// <summary>A cached token is read again at the latest after this; default 10 minutes.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long cached tokens go on while the store does not answer, from the last confirmation; default 5 minutes.</summary>
    public TimeSpan OutageGrace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A look-up that takes longer counts as a store that does not answer; default 5 seconds.</summary>
    internal TimeSpan LookupTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
