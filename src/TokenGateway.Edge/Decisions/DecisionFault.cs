using TokenGateway.Core.Refusals;

namespace TokenGateway.Edge.Decisions;

/// <summary>Why a request is refused.</summary>
/// <param name="Code">The refusal code.</param>
/// <param name="Detail">Public text; null if the title of <paramref name="Code"/> is sufficient.</param>
internal sealed record DecisionFault(RefusalCode Code, string? Detail = null)
{
    /// <summary>What the token would need.</summary>
    public string? Needed { get; init; }

    /// <summary>What the token has.</summary>
    public string? Has { get; init; }
}
