using System.Collections.Immutable;
using TokenGateway.Dialects.BuiltIn;

namespace TokenGateway.Dialects;

/// <summary>
/// One product, independent of a configuration: its configuration keys and their defaults. Registered once, in
/// <see cref="BuiltInDialects.Registry"/> or as a service of this type; its folder contains everything else.
/// </summary>
public interface IDialectDefinition
{
    /// <summary>Its name in the configuration (<c>TokenGateway:Dialect</c>), ignoring case.</summary>
    string Name { get; }

    /// <summary>Where clients of the product send their token, in the form of <c>TokenGateway:Credentials</c>.</summary>
    ImmutableArray<string> Credentials { get; }

    /// <summary>A JSON object with defaults of keys under <c>TokenGateway</c>; <c>{}</c>: the gateway's own defaults.</summary>
    string Defaults => "{}";

    /// <summary>Keys of its own under <c>TokenGateway:NAME</c>.</summary>
    ImmutableArray<DialectKey> Keys => [];

    /// <summary>Its realm keys under <c>TokenGateway:NAME</c>.</summary>
    ImmutableArray<DialectRealmKey> RealmKeys => [];

    /// <summary>The parts of its calls (<see cref="Calls.DialectParts"/>).</summary>
    ImmutableArray<string> Parts => [];

    /// <summary>Whether a token created with another token may expire later than that one.</summary>
    bool MayOutliveCreator => false;

    /// <summary>An environment variable with the value of the bootstrap token, if the file does not set it.</summary>
    string? BootstrapVariable => null;

    /// <summary>Creates the dialect for one generation of the configuration.</summary>
    IDialect Create(DialectSettings settings);
}
