namespace TokenGateway.Core.Refusals;

/// <summary>Whom a refusal is told.</summary>
[Flags]
public enum RefusalAudience
{
    /// <summary>Nobody by its code: the log has it, the answer has none.</summary>
    Log = 0,

    /// <summary>Clients of the upstreams.</summary>
    Traffic = 1,

    /// <summary>Callers of the management API; the command line prints the same codes.</summary>
    Management = 2,
}
