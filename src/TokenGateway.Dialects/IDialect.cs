using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects;

/// <summary>
/// How one product's clients speak: what a token looks like and how a refusal is worded. A dialect never changes
/// whether a secret is stripped, identity headers are protected, or how revocation spreads.
/// </summary>
public interface IDialect
{
    /// <summary>As the configuration names it.</summary>
    string Name { get; }

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
}
