namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>Who waits for a hash. Each lane has room of its own and its share of turns: none can be filled from another.</summary>
internal enum HashLane
{
    /// <summary>Those who signed in from the same network before, and those who are signed in.</summary>
    Known,

    /// <summary>Those about whom nothing is known, neither good nor bad.</summary>
    Fresh,

    /// <summary>Those of whose network or account attempts have failed lately.</summary>
    Doubtful,
}
