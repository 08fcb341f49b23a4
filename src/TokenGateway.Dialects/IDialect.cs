using System.Collections.Immutable;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects;

/// <summary>
/// How one product's clients speak: what a token looks like, which calls manage it and how a refusal is worded. A dialect
/// never changes whether a secret is stripped, identity headers are protected, or how revocation spreads.
/// </summary>
public interface IDialect
{
    /// <summary>As the configuration names it.</summary>
    string Name { get; }

    /// <summary>What the product calls a realm, in lower case.</summary>
    string RealmWord { get; }

    /// <summary>How new values are made.</summary>
    ITokenValueFormat Values { get; }

    /// <summary>How values are recognised.</summary>
    ITokenShape Shape { get; }

    /// <summary>
    /// Schemes of <c>Authorization</c> that are recognised as an attempt to authenticate, never succeed, and are never
    /// forwarded.
    /// </summary>
    ImmutableArray<string> RecognisedSchemes { get; }

    IRefusalWriter Refusals { get; }

    /// <summary>The product's own calls, answered by the gateway; none: it has no public ones.</summary>
    ImmutableArray<DialectCall> Calls { get; }
}
