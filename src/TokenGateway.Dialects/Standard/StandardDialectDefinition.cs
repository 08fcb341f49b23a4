using System.Collections.Immutable;

namespace TokenGateway.Dialects.Standard;

/// <summary>TokenGateway's own dialect; has no defaults of its own.</summary>
internal sealed class StandardDialectDefinition : IDialectDefinition
{
    public static readonly StandardDialectDefinition Instance = new();

    public string Name => "Standard";

    public ImmutableArray<string> Credentials => ["Authorization: Bearer", "X-API-Key"];

    public IDialect Create(DialectSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new StandardDialect(settings.Prefix);
    }
}
