using System.Collections.Immutable;

namespace TokenGateway.Dialects.Versio;

/// <summary>Versio.io: tokens of an environment, in a header or in the query.</summary>
internal sealed class VersioDialectDefinition : IDialectDefinition
{
    public static readonly VersioDialectDefinition Instance = new();

    public string Name => "Versio";

    public ImmutableArray<string> Credentials => ["Authorization: apiToken", "?apiToken"];

    public IDialect Create(DialectSettings settings) => new VersioDialect();
}
