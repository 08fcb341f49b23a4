using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Commands.Tokens;

/// <summary>A new token as JSON: the one answer that holds the value.</summary>
internal sealed record IssuedJson(
    long Id, string Token, string Name, string Owner, string Role, IReadOnlyList<string> Permissions, string Realm,
    DateTimeOffset? ExpiresAt, string Hint)
{
    public static IssuedJson Of(IssuedToken issued, IReadOnlyList<string> permissions) => new(
        issued.Token.Id.Number, issued.Value, issued.Token.Name, issued.Token.Owner.Value, issued.Token.Role.Value, permissions,
        issued.Token.Realm.Value, issued.Token.ExpiresAt, issued.Token.Hint);
}
