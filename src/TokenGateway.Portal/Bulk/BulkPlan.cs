using System.Collections.Immutable;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Bulk;

namespace TokenGateway.Portal.Bulk;

/// <summary>What a preview shows: which tokens are meant, and what stops working. Exactly these are acted on.</summary>
internal sealed record BulkPlan
{
    /// <summary>The most tokens that one run takes.</summary>
    public const int MostTokens = 10_000;

    /// <summary>How many tokens a preview lists.</summary>
    public const int MostShown = 100;

    /// <summary>A use within this time counts as recent.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromHours(24);

    private const int MostOwners = 20;

    public required BulkAction Action { get; init; }

    /// <summary>1 to <see cref="MostTokens"/> stored tokens that the caller may see.</summary>
    public required ImmutableArray<TokenId> Ids { get; init; }

    /// <summary>The first of them, at most <see cref="MostShown"/>.</summary>
    public required ImmutableArray<Token> Shown { get; init; }

    /// <summary>How many were used within <see cref="Recent"/>.</summary>
    public required int UsedRecently { get; init; }

    /// <summary>Whose these are and how many, the most first, at most 20 owners.</summary>
    public required ImmutableArray<(UserId Owner, int Tokens)> RecentOwners { get; init; }

    /// <summary>More tokens match than one run takes, or than were examined.</summary>
    public required bool IsCut { get; init; }

    /// <summary>Why, for the audit log; null: no reason is given.</summary>
    public string? Reason { get; init; }

    /// <param name="action">What to do.</param>
    /// <param name="found">With which tokens; not empty.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="reason">Why; null: no reason is given.</param>
    public static BulkPlan Of(BulkAction action, FoundTokens found, DateTimeOffset now, string? reason = null)
    {
        var recent = found.Tokens.Where(token => token.LastUse?.At > now - Recent).ToList();
        return new BulkPlan
        {
            Action = action,
            Ids = [.. found.Tokens.Select(token => token.Id)],
            Shown = [.. found.Tokens.Take(MostShown)],
            UsedRecently = recent.Count,
            RecentOwners = [.. recent.GroupBy(token => token.Owner).Select(one => (one.Key, one.Count())).OrderByDescending(one => one.Item2).ThenBy(one => one.Key.Value, StringComparer.Ordinal).Take(MostOwners)],
            IsCut = found.IsCut,
            Reason = reason,
        };
    }
}
