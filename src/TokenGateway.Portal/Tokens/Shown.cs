using TokenGateway.Core.Tokens;

namespace TokenGateway.Portal.Tokens;

/// <summary>A value on its way to the one page that shows it.</summary>
/// <param name="Token">What it is the value of.</param>
/// <param name="Value">The secret.</param>
/// <param name="Reason">What it was made by.</param>
internal sealed record Shown(Token Token, string Value, ShownReason Reason)
{
    public override string ToString() => $"the value of token {Token.Id}";
}
