namespace TokenGateway.Commands.Config;

/// <summary>A key with its effective value.</summary>
/// <param name="Value">As JSON; a secret is <c>"***"</c>.</param>
/// <param name="Source"><c>gateway.json line 14</c>, <c>environment</c> or <c>default</c>.</param>
internal sealed record EffectiveJson(string Key, string Value, string Source);
