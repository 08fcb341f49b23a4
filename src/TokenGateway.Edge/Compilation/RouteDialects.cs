using System.Collections.Immutable;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Sections;
using TokenGateway.Dialects;
using TokenGateway.Edge.Credentials;

namespace TokenGateway.Edge.Compilation;

/// <summary>The dialect and the credential locations of each route: the global ones, or its own.</summary>
internal sealed class RouteDialects
{
    private readonly DialectLocations _global;
    private readonly Dictionary<string, DialectLocations> _others = new(StringComparer.OrdinalIgnoreCase);

    public RouteDialects(GatewayConfigSet written, ImmutableArray<CredentialPlace> places, IDialect dialect, DialectSettings settings, CompilerContext context)
    {
        _global = new DialectLocations(dialect, places);
        foreach (var block in written.Routes.Values)
        {
            if (context.Dialects.Find(block.Dialect) is { } definition && block.Dialect is not null && !IsGlobal(definition) && !_others.ContainsKey(definition.Name))
                _others[definition.Name] = new DialectLocations(definition.Create(settings), CredentialPlaceReader.Read(definition.Credentials, block.Path, context.Errors));
        }
    }

    /// <summary>Every credential location of any route; all are stripped on every route.</summary>
    public IEnumerable<CredentialPlace> AllPlaces => All.SelectMany(one => one.Places);

    public IEnumerable<string> AllRecognised => All.SelectMany(one => one.Dialect.RecognisedSchemes);

    private IEnumerable<DialectLocations> All => _others.Values.Prepend(_global);

    public DialectLocations Of(RouteBlockConfig block) => block.Dialect is { } name ? _others.GetValueOrDefault(name, _global) : _global;

    private bool IsGlobal(IDialectDefinition definition) => definition.Name.Equals(_global.Dialect.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A dialect and its credential locations.</summary>
    internal sealed record DialectLocations(IDialect Dialect, ImmutableArray<CredentialPlace> Places);
}
