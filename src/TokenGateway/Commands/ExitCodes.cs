namespace TokenGateway.Commands;

/// <summary>What the process ends with; scripts rely on it.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>A rule said no, or what was asked for does not exist.</summary>
    public const int Refused = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The configuration is missing or wrong.</summary>
    public const int Configuration = 3;

    /// <summary>The store cannot be used.</summary>
    public const int Store = 4;
}
