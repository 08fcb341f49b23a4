using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Edge.Model;

/// <summary>Formats new values by the current generation.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class CurrentTokenFormat(GatewayState state) : ITokenValueFormat
{
    public string Create(Token token) => state.Current.Dialect.Values.Create(token);

    public ExternalId? CreateExternalId() => state.Current.Dialect.Values.CreateExternalId();

    public string Hint(string value) => state.Current.Dialect.Values.Hint(value);
}
