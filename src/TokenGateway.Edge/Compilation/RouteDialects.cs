using System.Collections.Immutable;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Sections;
using TokenGateway.Dialects;
using TokenGateway.Edge.Credentials;

namespace TokenGateway.Edge.Compilation;

/// <summary>Which dialect each route speaks and where it looks for tokens: the global one's, or one of its own.</summary>
internal sealed class RouteDialects
{
    private readonly Speaker _global;
    private readonly Dictionary<string, Speaker> _others = new(StringComparer.OrdinalIgnoreCase);

    public RouteDialects(GatewayConfigSet written, ImmutableArray<CredentialPlace> places, IDialect dialect, DialectSettings settings, CompilerContext context)
    {
        _global = new Speaker(dialect, places);
        foreach (var block in written.Routes.Values)
        {
            if (context.Dialects.Find(block.Dialect) is { } definition && block.Dialect is not null && !IsGlobal(definition) && !_others.ContainsKey(definition.Name))
                _others[definition.Name] = new Speaker(definition.Create(settings), PlaceReader.Read(definition.Credentials, block.Path, context.Errors));
        }
    }

    /// <summary>Every place on some route; all are stripped on every route.</summary>
    public IEnumerable<CredentialPlace> AllPlaces => All.SelectMany(one => one.Places);

    public IEnumerable<string> AllRecognised => All.SelectMany(one => one.Dialect.RecognisedSchemes);

    private IEnumerable<Speaker> All => _others.Values.Prepend(_global);

    public Speaker Of(RouteBlockConfig block) => block.Dialect is { } name ? _others.GetValueOrDefault(name, _global) : _global;

    private bool IsGlobal(IDialectDefinition definition) => definition.Name.Equals(_global.Dialect.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A dialect and the places where it looks.</summary>
    internal sealed record Speaker(IDialect Dialect, ImmutableArray<CredentialPlace> Places);
}
