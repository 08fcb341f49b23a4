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

    /// <summary>Every permission that it asks for, in alternatives too.</summary>
    public BitSet Asked => OneOf.Aggregate(
        (AllPermissions ?? default).Or(AnyPermission ?? default), (sum, alternative) => sum.Or(alternative.Asked));

    /// <summary>Whether the permissions of a subject matter to it.</summary>
    internal bool AsksPermissions
    {
        get
        {
            if (AllPermissions is not null || AnyPermission is not null)
                return true;
            foreach (var alternative in OneOf)
            {
                if (alternative.AsksPermissions)
                    return true;
            }

            return false;
        }
    }

    /// <summary>
    /// The permissions by which a subject that it lets through passes, those of one word of the set: of several that would
    /// do, all that the subject has, because nobody can say which of them it was.
    /// </summary>
    internal ulong NeededAt(int word, in AccessSubject subject)
    {
        var needed = WordOf(AllPermissions, word) | WordOf(AnyPermission, word);
        foreach (var alternative in OneOf)
        {
            if (alternative.Evaluate(subject) == AccessDecision.Allowed)
                needed |= alternative.NeededAt(word, subject);
        }

        return needed & subject.Permissions.WordAt(word);
    }

    internal AccessDecision Evaluate(in AccessSubject subject)
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

    private static ulong WordOf(BitSet? set, int word) => set is { } some ? some.WordAt(word) : 0;

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
