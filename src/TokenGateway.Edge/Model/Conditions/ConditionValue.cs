using Microsoft.Net.Http.Headers;
using TokenGateway.Edge.Text;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Model.Conditions;

/// <summary>
/// Whether another parser may read a condition's value differently from routing: trimmed, truncated at NUL, decoded again,
/// or ignoring case.
/// </summary>
internal static class ConditionValue
{
    private const int StackLimit = 256;

    /// <param name="value">Decoded once, as in routing.</param>
    public static bool ReadsOtherwise(RouteQueryParameter condition, ReadOnlySpan<char> value)
    {
        if (condition is not { Mode: not QueryParameterMatchMode.Exists, Values: { Count: > 0 } values })
            return false;
        var taken = IsAmong(values, condition.Mode, value, condition.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
        foreach (var view in new DecodedViews(value, stackalloc char[StackLimit]))
        {
            if (IsAmong(values, condition.Mode, Trim(view), StringComparison.OrdinalIgnoreCase) != taken)
                return true;
        }

        return false;
    }

    /// <summary>
    /// The same for a header, item by item where it is a list: some parsers ignore case, and list parsers drop all white
    /// space around an item (RFC 9110 5.6.1), where routing drops only leading spaces.
    /// </summary>
    public static bool ReadsOtherwise(RouteHeader condition, ReadOnlySpan<char> value)
    {
        if (condition is not { Mode: HeaderMatchMode.ExactHeader or HeaderMatchMode.HeaderPrefix or HeaderMatchMode.Contains or HeaderMatchMode.NotContains, Values: { Count: > 0 } values })
            return false;
        var (mode, comparison) = (ModeOf(condition.Mode), condition.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
        foreach (var part in value.Split(condition.Name.Equals(HeaderNames.Cookie, StringComparison.OrdinalIgnoreCase) ? ';' : ','))
        {
            var routed = value[part].TrimStart(' ').Trim('"');
            var read = Trim(value[part]).Trim('"');
            if (IsAmong(values, mode, routed, comparison) != IsAmong(values, mode, read, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static QueryParameterMatchMode ModeOf(HeaderMatchMode mode) => mode switch
    {
        HeaderMatchMode.ExactHeader => QueryParameterMatchMode.Exact,
        HeaderMatchMode.HeaderPrefix => QueryParameterMatchMode.Prefix,
        _ => QueryParameterMatchMode.Contains,
    };

    // The negated modes depend on the same question.
    private static bool IsAmong(IReadOnlyList<string> values, QueryParameterMatchMode mode, ReadOnlySpan<char> value, StringComparison comparison)
    {
        foreach (var wanted in values)
        {
            if (mode switch
            {
                QueryParameterMatchMode.Exact => value.Equals(wanted, comparison),
                QueryParameterMatchMode.Prefix => value.StartsWith(wanted, comparison),
                _ => value.Contains(wanted, comparison),
            })
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> value)
    {
        while (!value.IsEmpty && IsNoise(value[0]))
            value = value[1..];
        if (value.IndexOf('\0') is var end and >= 0)
            value = value[..end];
        while (!value.IsEmpty && IsNoise(value[^1]))
            value = value[..^1];
        return value;
    }

    private static bool IsNoise(char c) => char.IsWhiteSpace(c) || char.IsControl(c);
}
