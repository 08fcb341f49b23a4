namespace TokenGateway.Edge.Intake;

/// <summary>
/// Why a path is refused on every route: gateway and upstream could read it differently, so that the policy which
/// decided would not be the policy of what is served.
/// </summary>
internal enum TargetFault
{
    /// <summary>Nothing that is refused everywhere.</summary>
    None,

    /// <summary>Does not begin with <c>/</c>: <c>destination + target</c> could change the authority (<c>@evil.com/x</c>).</summary>
    NotRooted,

    /// <summary>A segment <c>.</c> or <c>..</c>, plain or encoded in any mix, also with parameters behind it (<c>..;x</c>).</summary>
    DotSegment,

    /// <summary>A segment or parameter that ends in a dot or a space, plain or encoded: Windows file systems drop both.</summary>
    TrailingDotOrSpace,

    /// <summary><c>\</c> or <c>%5c</c>: many servers read it as <c>/</c>.</summary>
    Backslash,

    /// <summary>A control character, raw or as <c>%00</c>-<c>%1f</c>, <c>%7f</c>: ends strings, lines and log entries.</summary>
    ControlCharacter,

    /// <summary>A raw space: it would end the target in the request line that goes upstream.</summary>
    Space,

    /// <summary>A raw <c>#</c>, or a <c>?</c> in what should be the path alone: either ends a path.</summary>
    Delimiter,

    /// <summary>A raw character beyond ASCII: no two servers agree on its encoding.</summary>
    NonAscii,

    /// <summary><c>%</c> without two hexadecimal digits behind it (<c>%zz</c>, <c>%u002e</c>).</summary>
    InvalidPercent,

    /// <summary>Encoded bytes that are not UTF-8: overlong forms (<c>%c0%ae</c>), surrogates, cut sequences.</summary>
    InvalidUtf8,

    /// <summary>
    /// <c>:$</c>, plain or encoded: a stream of NTFS by its type. <c>private::$INDEX_ALLOCATION</c> and
    /// <c>private:$I30:$INDEX_ALLOCATION</c> are the folder <c>private</c>, <c>x.aspx::$DATA</c> the source of a page. A
    /// colon alone is an ordinary character (<c>/v1/users:batch</c>).
    /// </summary>
    FileStream,

    /// <summary>An encoded <c>%</c> that makes up a further escape, with plain or encoded digits (<c>%252e</c>, <c>%25%32e</c>).</summary>
    DoubleEncoding,

    /// <summary>More of what a route may allow than any path holds: each is read in several ways.</summary>
    ManyFeatures,
}
