using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Tokens;
using TokenGateway.Edge.Configuration;

namespace TokenGateway.Edge.Hosting;

/// <summary>New values look as the generation in force says.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class CurrentTokenFormat(GatewayState state) : ITokenValueFormat
{
    public string Create(long id) => state.Current.Dialect.Values.Create(id);

    public string Hint(string value) => state.Current.Dialect.Values.Hint(value);
}
