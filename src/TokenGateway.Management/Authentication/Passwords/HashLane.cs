namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>
/// The priority class of a waiting password hash. Each lane has its own capacity and share of turns, so that none can be
/// filled from another.
/// </summary>
internal enum HashLane
{
    /// <summary>Previously signed in from the same network, or currently signed in.</summary>
    Known,

    /// <summary>No history, neither good nor bad.</summary>
    Fresh,

    /// <summary>Attempts from the same network or for the same account failed recently.</summary>
    Doubtful,
}
