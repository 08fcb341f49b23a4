using System.Collections.Immutable;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Versio;

/// <summary>Versio.io's interface. Tokens are managed with the native API and at the command line.</summary>
internal sealed class VersioDialect : IDialect
{
    public string Name => VersioDialectDefinition.Instance.Name;

    public string RealmWord => "environment";

    public ITokenValueFormat Values { get; } = new VersioTokenFormat();

    public ITokenShape Shape { get; } = new VersioTokenShape();

    public ImmutableArray<string> RecognisedSchemes => [];

    public IRefusalWriter Refusals { get; } = new VersioRefusals();

    public ImmutableArray<DialectCall> Calls => [];
}
