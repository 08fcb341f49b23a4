using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TokenGateway.Dialects;

/// <summary>The part of the configuration that a dialect may read.</summary>
public sealed record DialectSettings
{
    /// <summary><c>Tokens:Prefix</c>.</summary>
    public string Prefix { get; init; } = "tgw";

    /// <summary>The roles in the order of the file.</summary>
    public ImmutableArray<DialectRole> Roles { get; init; } = [];

    /// <summary>The values of <see cref="IDialectDefinition.Keys"/>, by name.</summary>
    public IReadOnlyDictionary<string, int> Numbers { get; init; } = FrozenDictionary<string, int>.Empty;

    /// <summary>The configured values of <see cref="IDialectDefinition.RealmKeys"/>, by name.</summary>
    public IReadOnlyDictionary<string, string> Realms { get; init; } = FrozenDictionary<string, string>.Empty;
}
