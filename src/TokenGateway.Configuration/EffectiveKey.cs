namespace TokenGateway.Configuration;

/// <summary>A key with its effective value.</summary>
/// <param name="Path">The configuration path.</param>
/// <param name="Value">As JSON on one line; secrets are masked.</param>
/// <param name="Source"><c>gateway.json line 14</c>, <c>environment</c> or <c>default</c>.</param>
internal sealed record EffectiveKey(string Path, string Value, string Source);
