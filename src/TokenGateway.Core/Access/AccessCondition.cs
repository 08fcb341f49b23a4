using System.Collections.Immutable;

namespace TokenGateway.Core.Access;

/// <summary>
/// Conditions that must all be met, compiled for one configuration generation. Evaluation takes nanoseconds and does not
/// allocate. A condition without any part accepts every valid token.
/// </summary>
public sealed class AccessCondition
{
    /// <summary>Met if the subject's role is one of these; null: no condition.</summary>
    public BitSet? AnyRole { get; init; }

    /// <summary>Met if the subject's role has at least this rank; null: no condition.</summary>
    public int? MinRank { get; init; }

    public BitSet? NotRole { get; init; }

    public BitSet? AllPermissions { get; init; }

    public BitSet? AnyPermission { get; init; }

    /// <summary>At least one of these must be met too; empty: no condition.</summary>
    public ImmutableArray<AccessCondition> OneOf { get; init; } = [];

    /// <summary>The conditions in words, for a refused caller.</summary>
    public required string Description { get; init; }

    public AccessDecision Evaluate(in AccessSubject subject)
    {
        if ((AnyRole is { } any && !any.Contains(subject.RoleIndex))
            || (MinRank is { } rank && subject.Rank < rank)
            || (NotRole is { } not && not.Contains(subject.RoleIndex)))
        {
            return AccessDecision.InsufficientRole;
        }

        if ((AllPermissions is { } all && !subject.Permissions.ContainsAll(all))
            || (AnyPermission is { } some && !subject.Permissions.Intersects(some)))
        {
            return AccessDecision.InsufficientPermission;
        }

        return OneOf.IsEmpty ? AccessDecision.Allowed : EvaluateOneOf(subject);
    }

    // Reports the last refusal: alternatives are usually listed from the wider to the narrower.
    private AccessDecision EvaluateOneOf(in AccessSubject subject)
    {
        var decision = AccessDecision.InsufficientRole;
        foreach (var alternative in OneOf)
        {
            decision = alternative.Evaluate(subject);
            if (decision == AccessDecision.Allowed)
                return decision;
        }

        return decision;
    }
}
