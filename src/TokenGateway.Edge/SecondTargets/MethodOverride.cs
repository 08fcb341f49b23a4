using System.Buffers;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.SecondTargets;

/// <summary>
/// Finds the methods that a request asks an upstream to use instead of its own: method override headers, and query
/// parameters of frameworks (<c>_method</c> of Rack, Symfony and Express, <c>_HttpMethod</c> of Salesforce,
/// <c>x-tunneled-method</c> of Catalyst, <c>$httpMethod</c> of Google, and the headers' names). Bodies are not searched.
/// </summary>
internal static class MethodOverride
{
    private const int StackLimit = 256;

    private static readonly SearchValues<char> Separators = SearchValues.Create("&;");

    /// <summary>Folded by <see cref="Fold"/>.</summary>
    private static readonly string[] Names =
    [
        "_method", "_httpmethod", "$httpmethod", "x_http_method_override", "x_http_method", "x_method_override", "x_tunneled_method",
    ];

    /// <summary>An ordinary name that requests a method only with these values (Restlet, Facebook's Graph).</summary>
    private const string OrdinaryName = "method";

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <summary>A quick check; may give a false positive.</summary>
    public static bool MayBeIn(ReadOnlySpan<char> query) =>
        !query.IsEmpty && (query.Contains("method", StringComparison.OrdinalIgnoreCase) || query.Contains('%')) && FirstIn(query, 0, out _) >= 0;

    /// <summary>Adds every requested method, headers first.</summary>
    /// <returns>False: there are too many.</returns>
    public static bool TryRead(EdgeRequest request, NamedTexts methods)
    {
        foreach (var value in request.MethodOverrides)
        {
            var list = value.AsSpan();
            foreach (var part in list.Split(','))
            {
                if (!TryAdd(list[part], request, methods))
                    return false;
            }
        }

        for (var at = 0; (at = FirstIn(request.QueryText, at, out var method)) >= 0;)
        {
            if (!TryAdd(method, request, methods))
                return false;
        }

        return true;
    }

    /// <summary>Whether the text can be a method name: letters and hyphens.</summary>
    public static bool IsMethod(string text) =>
        text.Length is > 0 and <= Printable.LongestMethod && text.All(c => char.IsAsciiLetter(c) || c is '-' or '_');

    private static bool TryAdd(ReadOnlySpan<char> text, EdgeRequest request, NamedTexts methods)
    {
        var method = text.Trim();
        return method.IsEmpty || method.Equals(request.Method, StringComparison.OrdinalIgnoreCase) || methods.TryAdd(method);
    }

    /// <returns>Where to search for the next one; -1: there is none.</returns>
    private static int FirstIn(ReadOnlySpan<char> query, int start, out string method)
    {
        method = "";
        while (start <= query.Length)
        {
            var length = query[start..].IndexOfAny(Separators);
            var pair = length < 0 ? query[start..] : query.Slice(start, length);
            start += pair.Length + 1;
            var equals = pair.IndexOf('=');
            if (!IsOverride(equals < 0 ? pair : pair[..equals], out var isOrdinary))
                continue;
            method = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]).Replace('+', ' ').Trim();
            if (!isOrdinary || Methods.Contains(method, StringComparer.OrdinalIgnoreCase))
                return start;
        }

        return -1;
    }

    private static bool IsOverride(ReadOnlySpan<char> name, out bool isOrdinary)
    {
        isOrdinary = false;
        foreach (var view in new DecodedViews(NestedEscapes.Flatten(name), stackalloc char[StackLimit], plusIsSpace: true))
        {
            // A parser that decodes a query before splitting it sees several pairs in one name.
            foreach (var part in view.SplitAny(Separators))
            {
                if (IsOverrideName(view[part], out isOrdinary))
                    return true;
            }
        }

        return false;
    }

    private static bool IsOverrideName(ReadOnlySpan<char> name, out bool isOrdinary)
    {
        Span<char> folded = stackalloc char[32];
        folded = folded[..Math.Max(Fold(name, folded), 0)];
        isOrdinary = folded.SequenceEqual(OrdinaryName);
        return isOrdinary || IsName(folded);
    }

    private static bool IsName(ReadOnlySpan<char> folded)
    {
        foreach (var name in Names)
        {
            if (folded.SequenceEqual(name))
                return true;
        }

        return false;
    }

    // As PHP reads a name: trimmed, truncated at "[" and NUL, with "_" for characters that no variable name contains.
    private static int Fold(ReadOnlySpan<char> name, Span<char> destination)
    {
        name = name.Trim();
        if (name.IndexOfAny('[', '\0') is var end and > 0)
            name = name[..end];
        if (name.Length > destination.Length)
            return -1;
        for (var i = 0; i < name.Length; i++)
            destination[i] = name[i] is '$' || char.IsAsciiLetterOrDigit(name[i]) ? char.ToLowerInvariant(name[i]) : '_';
        return name.Length;
    }
}
