namespace TokenGateway.Stress.Slow;

/// <summary>How a socket is slow.</summary>
internal enum SlowKind
{
    /// <summary>A request head that never ends, a byte at a time ("slowloris", CVE-2007-6750).</summary>
    Head,

    /// <summary>Connects and sends nothing.</summary>
    Silent,

    /// <summary>A request body, a byte at a time, with a good token.</summary>
    Body,

    /// <summary>Asks for a large answer with a good token and reads a byte at a time.</summary>
    Reader,
}
