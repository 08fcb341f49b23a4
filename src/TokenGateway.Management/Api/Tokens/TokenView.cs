using System.Text.Json;
using System.Text.Json.Serialization;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Api.Tokens;

// The only projection of a token: the API, the command line and pages use it.
/// <summary>A token; never its value.</summary>
/// <param name="Id">A number, or the text <c>static:NAME</c> for a token declared in the configuration.</param>
/// <param name="ExternalId">The id that the caller chose.</param>
/// <param name="Permissions">The effective permissions: those of the token AND the current ones of its owner.</param>
/// <param name="Manages">Its management rights: own, tokens, users, settings, audit.</param>
/// <param name="Hint">Prefix, id and last four characters, to distinguish tokens.</param>
/// <param name="State">active, inactive, expired or deleted.</param>
/// <param name="CreatedBy">user:ID, token:ID, cli:NAME or file.</param>
/// <param name="Addresses">The addresses that it may be used from; empty: any address.</param>
/// <param name="LastUsedPlace">header, query or basic. A token in the query appears in logs and histories: move it to a header.</param>
/// <param name="OverlapEndsAt">Until when the secret before the last rotation is also accepted.</param>
internal sealed record TokenView(
    JsonElement Id, string? ExternalId, string Name, string Description, string Owner, string Realm, string Role,
    IReadOnlyList<string> Permissions, IReadOnlyList<string> Manages, string Hint, string State, DateTimeOffset? CreatedAt, string CreatedBy,
    DateTimeOffset? NotBefore, DateTimeOffset? ExpiresAt, IReadOnlyList<string> Addresses, DateTimeOffset? LastUsedAt, string? LastUsedFrom,
    string? LastUsedPlace, DateTimeOffset? OverlapEndsAt)
{
    /// <summary>Active, and refused until <see cref="NotBefore"/>.</summary>
    [JsonIgnore]
    public bool IsEarly { get; init; }

    public static TokenView Of(Token token, IReadOnlyList<string> permissions, DateTimeOffset now) => new(
        IdOf(token.Id), token.ExternalId?.Value, token.Name, token.Description, token.Owner.Value, token.Realm.Value, token.Role.Value,
        permissions, ManagementRightsNames.Of(token.Manages), token.Hint, TokenStates.NameOf(token.StateAt(now)), token.Id.IsDeclared ? null : token.CreatedAt,
        token.CreatedBy, token.NotBefore, token.ExpiresAt, [.. token.Addresses.Select(one => one.ToString())], token.LastUse?.At, token.LastUse?.From,
        token.LastUse is { } use ? TokenPlaces.NameOf(use.Place) : null, token.OverlapEndsAt > now ? token.OverlapEndsAt : null)
    {
        IsEarly = token.StateAt(now) == TokenState.Active && token.NotBefore > now,
    };

    public static JsonElement IdOf(TokenId id) => id.IsDeclared
        ? JsonSerializer.SerializeToElement(id.ToString(), TokenJson.Default.String)
        : JsonSerializer.SerializeToElement(id.Number, TokenJson.Default.Int64);
}
