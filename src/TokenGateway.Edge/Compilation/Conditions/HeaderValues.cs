using TokenGateway.Configuration.Errors;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation.Conditions;

/// <summary>
/// Whether a header can have the value of a condition. YARP compares list items without leading spaces and enclosing
/// quotes; the server trims spaces at both ends. A value may be a secret, so no message repeats it.
/// </summary>
internal static class HeaderValues
{
    /// <summary>Null: it can.</summary>
    public static string? FaultOf(RouteHeader header, string value)
    {
        if (header.Mode is not (HeaderMatchMode.ExactHeader or HeaderMatchMode.HeaderPrefix))
            return null;
        var isPrefix = header.Mode == HeaderMatchMode.HeaderPrefix;
        if (value.StartsWith(' ') || (value.EndsWith(' ') && !isPrefix))
            return "no header has this value, because spaces at its ends do not belong to it; leave them out";
        var separator = ConfigPath.Same(header.Name, "Cookie") ? ';' : ',';
        var part = FirstPart(isPrefix ? value + "x" : value, separator);
        if (part.StartsWith(value, StringComparison.Ordinal))
            return null;
        return part.Length < value.Length - 2 || !value.StartsWith('"')
            ? $"no header has this value, because '{separator}' separates the values of a header; write each as an entry of its own"
            : "no header has this value, because the quotes around it do not belong to it; leave them out";
    }

    private static ReadOnlySpan<char> FirstPart(ReadOnlySpan<char> text, char separator)
    {
        var part = text[..EndOfPart(text, separator)];
        return part is ['"', .., '"'] ? part[1..^1] : part;
    }

    // A separator between quotes is part of the value; with an unclosed quote, the rest is one value.
    private static int EndOfPart(ReadOnlySpan<char> text, char separator)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == separator)
                return at;
            if (text[at] != '"')
                continue;
            var closing = text[(at + 1)..].IndexOf('"');
            if (closing < 0)
                break;
            at += closing + 1;
        }

        return text.Length;
    }
}
