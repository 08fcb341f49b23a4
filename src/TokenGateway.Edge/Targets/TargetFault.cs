namespace TokenGateway.Edge.Targets;

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

    /// <summary>
    /// A segment or parameter of dots and spaces alone, plain or encoded in any mix, also with parameters behind it
    /// (<c>..;x</c>): what <c>...</c> and <c>.. .</c> are depends on the system.
    /// </summary>
    DotSegment,

    /// <summary>A segment or parameter that ends in a space, plain or encoded: Windows file systems drop it.</summary>
    TrailingSpace,

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

    /// <summary>
    /// Encoded bytes from which a decoder that does not check makes an ASCII character: overlong forms (<c>%c0%ae</c>), and
    /// of a dot, a slash, a backslash, a percent sign or a control character those with a wrong second byte (<c>%c0%2e</c>).
    /// </summary>
    OverlongUtf8,

    /// <summary>
    /// <c>:$</c>, plain or encoded: a stream of NTFS by its type. <c>private::$INDEX_ALLOCATION</c> and
    /// <c>private:$I30:$INDEX_ALLOCATION</c> are the folder <c>private</c>, <c>x.aspx::$DATA</c> the source of a page. A
    /// colon alone is an ordinary character (<c>/v1/users:batch</c>).
    /// </summary>
    FileStream,

    /// <summary>Encoded three times (<c>%25252e</c>).</summary>
    TripleEncoding,

    /// <summary>More of what a route may allow than any path holds: each is read in several ways.</summary>
    ManyFeatures,
}
