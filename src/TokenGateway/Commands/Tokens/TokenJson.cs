using System.Text.Json.Serialization;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Commands.Tokens;

/// <summary>A token as JSON.</summary>
/// <param name="Id">A number, or the text <c>static:NAME</c>.</param>
/// <param name="Permissions">Those in force: the token's AND its owner's.</param>
/// <param name="State">active, inactive, expired or deleted.</param>
internal sealed record TokenJson(
    object Id, string Name, string Owner, string Realm, string Role, IReadOnlyList<string> Permissions, IReadOnlyList<string> Manages,
    string Hint, string State, DateTimeOffset? CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt, string Description, string? ExternalId,
    DateTimeOffset? NotBefore, IReadOnlyList<string> Addresses, DateTimeOffset? OverlapEndsAt)
{
    /// <summary>Active, and refused until <see cref="NotBefore"/>.</summary>
    [JsonIgnore]
    public bool IsEarly { get; init; }

    /// <summary>The state as people read it.</summary>
    [JsonIgnore]
    public string StateText => IsEarly ? "not valid yet" : State;

    public DateTimeOffset? LastUsedAt { get; init; }

    public string? LastUsedFrom { get; init; }

    /// <summary>header, query or basic.</summary>
    public string? LastUsedPlace { get; init; }

    /// <summary>Only where one token is shown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RequestsLast30Days { get; init; }

    /// <summary>Of the same days, those with requests.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<UsageDay>? RequestsByDay { get; init; }

    public static TokenJson Of(Token token, IReadOnlyList<string> permissions, DateTimeOffset now) => new(
        token.Id.IsDeclared ? token.Id.ToString() : token.Id.Number, token.Name, token.Owner.Value, token.Realm.Value, token.Role.Value,
        permissions, ManagementRightsNames.Of(token.Manages), token.Hint, TokenStates.Text(token.StateAt(now)),
        token.Id.IsDeclared ? null : token.CreatedAt, token.CreatedBy, token.ExpiresAt,
        token.Description, token.ExternalId?.Value, token.NotBefore, [.. token.Addresses.Select(one => one.ToString())],
        token.OverlapEndsAt > now ? token.OverlapEndsAt : null)
    {
        IsEarly = token.StateAt(now) == TokenState.Active && token.NotBefore > now,
        LastUsedAt = token.LastUse?.At,
        LastUsedFrom = token.LastUse?.From,
        LastUsedPlace = token.LastUse is { } last ? LastUses.PlaceName(last.Place) : null,
    };
}
