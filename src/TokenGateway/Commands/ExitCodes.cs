namespace TokenGateway.Commands;

/// <summary>The exit codes of the process; scripts rely on them.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>A rule refused the request, or the subject does not exist.</summary>
    public const int Refused = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The configuration is missing or invalid.</summary>
    public const int Configuration = 3;

    /// <summary>The store is unusable.</summary>
    public const int Store = 4;
}
