using TokenGateway.Core.Refusals;

namespace TokenGateway.Edge.Decisions;

/// <summary>Why a request is refused.</summary>
/// <param name="Code">The refusal.</param>
/// <param name="Detail">Public text; null: the title of <paramref name="Code"/> says all.</param>
internal sealed record DecisionFault(RefusalCode Code, string? Detail = null)
{
    /// <summary>What the token lacks.</summary>
    public string? Needed { get; init; }

    /// <summary>What the token has.</summary>
    public string? Has { get; init; }
}
