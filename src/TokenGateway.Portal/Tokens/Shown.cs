using TokenGateway.Core.Tokens;

namespace TokenGateway.Portal.Tokens;

/// <summary>A value for the one page that shows it.</summary>
/// <param name="Token">The token of the value.</param>
/// <param name="Value">The secret.</param>
/// <param name="Reason">The action that created it.</param>
internal sealed record Shown(Token Token, string Value, ShownReason Reason)
{
    public override string ToString() => $"the value of token {Token.Id}";
}
