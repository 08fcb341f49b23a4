using System.Collections.Immutable;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects;

/// <summary>
/// The interface of one product: its token format, the calls that manage tokens, and its error format. A dialect never
/// changes whether a secret is stripped, identity headers are protected, or how revocation spreads.
/// </summary>
public interface IDialect
{
    /// <summary>Its name in the configuration.</summary>
    string Name { get; }

    /// <summary>The product's word for a realm, in lower case.</summary>
    string RealmWord { get; }

    /// <summary>Creates new values.</summary>
    ITokenValueFormat Values { get; }

    /// <summary>Recognises values.</summary>
    ITokenShape Shape { get; }

    /// <summary>
    /// Schemes of <c>Authorization</c> that are recognised as an attempt to authenticate, never succeed, and are never
    /// forwarded.
    /// </summary>
    ImmutableArray<string> RecognisedSchemes { get; }

    IRefusalWriter Refusals { get; }

    /// <summary>The product's own calls, which the gateway serves; empty: it has no public ones.</summary>
    ImmutableArray<DialectCall> Calls { get; }
}
