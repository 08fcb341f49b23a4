using TokenGateway.Core.Tokens;

namespace TokenGateway.EndToEnd.Tests.Rules;

/// <summary>Whom a rule is about, made for the case.</summary>
/// <param name="Token">The token as its id is written; null: the rule is about none.</param>
/// <param name="User">The user; null: likewise.</param>
public sealed record Subject(string? Token = null, string? User = null)
{
    /// <summary>The actor, when it was made for the case.</summary>
    internal Caller? Caller { get; init; }

    public TokenId TokenId => TokenId.TryParse(Token, out var id) ? id : throw new InvalidOperationException("The rule is about no token.");

    public UserId UserId => UserId.Parse(User!);
}
