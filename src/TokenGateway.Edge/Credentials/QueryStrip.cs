using System.Runtime.InteropServices;

namespace TokenGateway.Edge.Credentials;

/// <summary>
/// What stripping found in a query. No record: a generated <c>ToString</c> would print the secret.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct QueryStrip
{
    /// <summary>
    /// The query without what is ours, with its <c>?</c>; empty when nothing is left; the given one when nothing is ours.
    /// </summary>
    public required string Stripped { get; init; }

    /// <summary>
    /// How many credentials stood in named places: pairs with a value, and every pair of a name that is there twice. A value
    /// removed for its shape alone does not count.
    /// </summary>
    public required int Count { get; init; }

    /// <summary>Whether a named place was there without a value.</summary>
    public required bool HasEmpty { get; init; }

    /// <summary>
    /// The value of the first named pair that has one, percent-decoded once (<c>+</c> stays, each byte one character); null
    /// when there is none.
    /// </summary>
    public required string? Value { get; init; }

    /// <summary>Whether that pair's raw name is the configured one to the letter; only that authenticates.</summary>
    public required bool Exact { get; init; }

    /// <summary>The configured name of that pair.</summary>
    public required string? Place { get; init; }

    /// <summary>Says how many were found, never what.</summary>
    public override string ToString() => $"{nameof(QueryStrip)}: {Count}";
}
