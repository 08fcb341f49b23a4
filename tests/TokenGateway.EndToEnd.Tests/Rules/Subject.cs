using TokenGateway.Core.Tokens;

namespace TokenGateway.EndToEnd.Tests.Rules;

/// <summary>The subject of a rule, created for the case.</summary>
/// <param name="Token">The token's id as text; null if the rule concerns no token.</param>
/// <param name="User">The user; null if the rule concerns none.</param>
public sealed record Subject(string? Token = null, string? User = null)
{
    /// <summary>The actor, if it was created for the case.</summary>
    internal Caller? Caller { get; init; }

    public TokenId TokenId => TokenId.TryParse(Token, out var id) ? id : throw new InvalidOperationException("The rule is about no token.");

    public UserId UserId => UserId.Parse(User!);
}
