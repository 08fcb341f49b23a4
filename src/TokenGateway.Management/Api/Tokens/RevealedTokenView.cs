using System.Text.Json;

namespace TokenGateway.Management.Api.Tokens;

/// <summary>A token's value, shown again.</summary>
internal sealed record RevealedTokenView(JsonElement Id, string Token)
{
    // A record would print its value into whatever log it is given to.
    public override string ToString() => $"token {Id}";
}
