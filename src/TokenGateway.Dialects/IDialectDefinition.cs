using System.Collections.Immutable;
using TokenGateway.Dialects.BuiltIn;

namespace TokenGateway.Dialects;

/// <summary>
/// One product, before a configuration is known: what the file may say of it, and what holds where the file says
/// nothing. Registered once, in <see cref="BuiltInDialects.Registry"/> or as a service of this type; its folder holds the
/// rest.
/// </summary>
public interface IDialectDefinition
{
    /// <summary>As the configuration names it (<c>TokenGateway:Dialect</c>), without regard to case.</summary>
    string Name { get; }

    /// <summary>Where clients of the product put their token, as <c>TokenGateway:Credentials</c> writes it.</summary>
    ImmutableArray<string> Credentials { get; }

    /// <summary>
    /// A JSON object of keys under <c>TokenGateway</c> that hold where the file does not name them; <c>{}</c>: the
    /// gateway's own.
    /// </summary>
    string Defaults => "{}";

    /// <summary>Keys of its own under <c>TokenGateway:NAME</c>.</summary>
    ImmutableArray<DialectKey> Keys => [];

    /// <summary>Realms that may stand under <c>TokenGateway:NAME</c>.</summary>
    ImmutableArray<DialectRealmKey> RealmKeys => [];

    /// <summary>The parts that its calls come in (<see cref="Calls.DialectParts"/>).</summary>
    ImmutableArray<string> Parts => [];

    /// <summary>Whether a token that was made with a token may end later than that one.</summary>
    bool MayOutliveCreator => false;

    /// <summary>An environment variable that holds the value of the bootstrap token where the file names none.</summary>
    string? BootstrapVariable => null;

    /// <summary>The dialect for one generation of the configuration.</summary>
    IDialect Create(DialectSettings settings);
}
