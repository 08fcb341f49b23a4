namespace TokenGateway.Edge.Targets;

/// <summary>
/// Why a path is refused on every route: gateway and upstream could read it differently, so that the policy that decided
/// would not be that of the resource that is served.
/// </summary>
internal enum TargetFault
{
    /// <summary>No fault.</summary>
    None,

    /// <summary>Does not begin with <c>/</c>: <c>destination + target</c> could change the authority (<c>@evil.com/x</c>).</summary>
    NotRooted,

    /// <summary>
    /// A segment or parameter of dots and spaces alone, plain or encoded in any mix, also with parameters after it
    /// (<c>..;x</c>): the meaning of <c>...</c> and <c>.. .</c> depends on the system.
    /// </summary>
    DotSegment,

    /// <summary>A segment or parameter that ends in a space, plain or encoded: Windows file systems drop it.</summary>
    TrailingSpace,

    /// <summary><c>\</c> or <c>%5c</c>: many servers read it as <c>/</c>.</summary>
    Backslash,

    /// <summary>A control character, raw or as <c>%00</c>-<c>%1f</c>, <c>%7f</c>: ends strings, lines and log entries.</summary>
    ControlCharacter,

    /// <summary>A raw space: would end the target in the upstream request line.</summary>
    Space,

    /// <summary>A raw <c>#</c>, or a <c>?</c> in the path: both end a path.</summary>
    Delimiter,

    /// <summary>A raw character beyond ASCII: servers disagree about its encoding.</summary>
    NonAscii,

    /// <summary><c>%</c> not followed by two hexadecimal digits (<c>%zz</c>, <c>%u002e</c>).</summary>
    InvalidPercent,

    /// <summary>
    /// Encoded bytes that a non-validating decoder turns into an ASCII character: overlong forms (<c>%c0%ae</c>), and for a
    /// dot, slash, backslash, percent sign or control character also forms with an invalid second byte (<c>%c0%2e</c>).
    /// </summary>
    OverlongUtf8,

    /// <summary>
    /// <c>:$</c>, plain or encoded: an NTFS stream with its type. <c>private::$INDEX_ALLOCATION</c> and
    /// <c>private:$I30:$INDEX_ALLOCATION</c> are the folder <c>private</c>, <c>x.aspx::$DATA</c> is the source of a page. A
    /// colon alone is an ordinary character (<c>/v1/users:batch</c>).
    /// </summary>
    FileStream,

    /// <summary>Encoded three times (<c>%25252e</c>).</summary>
    TripleEncoding,

    /// <summary>More optional features than any legitimate path has: each multiplies the readings.</summary>
    ManyFeatures,
}
