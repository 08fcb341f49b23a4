namespace TokenGateway.Edge.Targets;

/// <summary>Features of a path that servers read in several ways. Except for the last, they are refused unless the route allows them.</summary>
[Flags]
internal enum TargetFeatures
{
    None = 0,

    /// <summary><c>%2f</c>; allowed by <c>AllowEncodedSlash</c>.</summary>
    EncodedSlash = 1,

    /// <summary><c>;</c> or <c>%3b</c>; allowed by <c>AllowPathParameters</c>.</summary>
    PathParameters = 2,

    /// <summary>
    /// Two slashes with nothing but parameters between them, plain or encoded; allowed by <c>AllowEmptySegments</c>. A
    /// single trailing slash does not count.
    /// </summary>
    EmptySegments = 4,

    /// <summary>
    /// An encoded <c>%</c> that forms another escape, with plain or encoded digits (<c>%252e</c>, <c>%25%32e</c>); allowed
    /// by <c>AllowDoubleEncoding</c>.
    /// </summary>
    DoubleEncoding = 16,

    /// <summary>
    /// A segment or parameter that ends in a dot, plain or encoded: Windows file systems drop it. Allowed by
    /// <c>AllowTrailingDots</c>.
    /// </summary>
    TrailingDots = 32,

    /// <summary>Encoded bytes that are not UTF-8: another encoding, surrogates, truncated sequences; allowed by <c>AllowNonUtf8</c>.</summary>
    NonUtf8 = 64,

    /// <summary>A tilde before a digit, as in Windows short file names; every route allows it.</summary>
    ShortName = 8,
}
