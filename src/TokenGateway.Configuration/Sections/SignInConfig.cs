namespace TokenGateway.Configuration.Sections;

/// <summary>How people sign in.</summary>
public sealed record SignInConfig
{
    /// <summary>Whether a password opens a session.</summary>
    public required bool Password { get; init; }

    /// <summary>How long a session may be unused.</summary>
    public required TimeSpan IdleTimeout { get; init; }

    /// <summary>How long a session may be, however much it is used.</summary>
    public required TimeSpan MaxLifetime { get; init; }
}
