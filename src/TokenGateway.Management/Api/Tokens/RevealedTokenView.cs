using System.Text.Json;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>A token's value, shown again.</summary>
internal sealed record RevealedTokenView(JsonElement Id, string Token)
{
    // A generated ToString would print the value into logs.
    public override string ToString() => $"token {Id}";
}
