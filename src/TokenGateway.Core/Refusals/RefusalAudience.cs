namespace TokenGateway.Core.Refusals;

/// <summary>Who sees the code of a refusal.</summary>
[Flags]
internal enum RefusalAudience
{
    /// <summary>Only the log: the response has no code.</summary>
    Log = 0,

    /// <summary>Clients of the upstreams.</summary>
    Traffic = 1,

    /// <summary>Callers of the management API; the command line prints the same codes.</summary>
    Management = 2,
}
