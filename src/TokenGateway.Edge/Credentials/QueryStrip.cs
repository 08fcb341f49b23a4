using System.Runtime.InteropServices;

namespace TokenGateway.Edge.Credentials;

/// <summary>The result of stripping a query. Not a record: a generated <c>ToString</c> would print the secret.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct QueryStrip
{
    /// <summary>The query without what is ours, with its <c>?</c>; empty when nothing is left; unchanged when nothing is ours.</summary>
    public required string Stripped { get; init; }

    /// <summary>
    /// The number of credentials in named parameters: pairs with a value, and every pair of a repeated name. A value
    /// stripped for its shape alone does not count.
    /// </summary>
    public required int Count { get; init; }

    /// <summary>Whether a named parameter had no value.</summary>
    public required bool HasEmpty { get; init; }

    /// <summary>
    /// The value of the first named pair that has one, percent-decoded once (<c>+</c> is preserved, each byte becomes one
    /// character); null: none.
    /// </summary>
    public required string? Value { get; init; }

    /// <summary>Whether the raw name of that pair is exactly the configured one; only then it authenticates.</summary>
    public required bool Exact { get; init; }

    /// <summary>The configured name of that pair.</summary>
    public required string? Place { get; init; }

    /// <summary>The count, never a value.</summary>
    public override string ToString() => $"{nameof(QueryStrip)}: {Count}";
}
