using System.Collections.Immutable;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Bulk;

namespace TokenGateway.Portal.Bulk;

/// <summary>The content of a preview: the selected tokens and the effect on clients. The run changes exactly these tokens.</summary>
internal sealed record BulkPlan
{
    /// <summary>The maximum number of tokens per run.</summary>
    public const int MostTokens = 10_000;

    /// <summary>The maximum number of tokens in a preview.</summary>
    public const int MostShown = 100;

    /// <summary>A use within this time counts as recent.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromHours(24);

    private const int MostOwners = 20;

    public required BulkAction Action { get; init; }

    /// <summary>1 to <see cref="MostTokens"/> stored tokens that the caller may see.</summary>
    public required ImmutableArray<TokenId> Ids { get; init; }

    /// <summary>The first of them, at most <see cref="MostShown"/>.</summary>
    public required ImmutableArray<Token> Shown { get; init; }

    /// <summary>The number used within <see cref="Recent"/>.</summary>
    public required int UsedRecently { get; init; }

    /// <summary>Their owners with the number of tokens, largest first, at most 20.</summary>
    public required ImmutableArray<(UserId Owner, int Tokens)> RecentOwners { get; init; }

    /// <summary>Whether more tokens match than one run takes, or than were examined.</summary>
    public required bool IsCut { get; init; }

    /// <summary>The reason for the audit log; null: none.</summary>
    public string? Reason { get; init; }

    /// <param name="action">The action.</param>
    /// <param name="found">The tokens; not empty.</param>
    /// <param name="now">The current time.</param>
    /// <param name="reason">The reason; null: none.</param>
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
