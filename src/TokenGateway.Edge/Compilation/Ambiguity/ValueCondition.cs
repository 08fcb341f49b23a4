using TokenGateway.Configuration.Errors;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation.Ambiguity;

/// <summary>A YARP condition on one header or query parameter.</summary>
internal sealed record ValueCondition(string Name, string Mode, IReadOnlyList<string> Values, StringComparison Comparison, char? Separator)
{
    public const string Exact = "Exact";

    public const string Prefix = "Prefix";

    public const string Contains = "Contains";

    private const string NotContains = "NotContains";

    public bool WantsValue => Mode is Exact or Prefix or Contains;

    public static IEnumerable<ValueCondition> OfHeaders(RouteMatch match) => (match.Headers ?? []).Select(header => new ValueCondition(
        header.Name,
        header.Mode switch { HeaderMatchMode.ExactHeader => Exact, HeaderMatchMode.HeaderPrefix => Prefix, var mode => mode.ToString() },
        header.Values ?? [], ComparisonOf(header.IsCaseSensitive), ConfigPath.Same(header.Name, "Cookie") ? ';' : null));

    public static IEnumerable<ValueCondition> OfQuery(RouteMatch match) => (match.QueryParameters ?? []).Select(parameter => new ValueCondition(
        parameter.Name, parameter.Mode.ToString(), parameter.Values ?? [], ComparisonOf(parameter.IsCaseSensitive), null));

    /// <summary>Whether it holds for a single value; null: for none.</summary>
    public bool Holds(string? value) => Mode switch
    {
        "NotExists" => string.IsNullOrEmpty(value),
        NotContains => string.IsNullOrEmpty(value) || !Values.Any(wanted => value.Contains(wanted, Comparison)),
        _ when string.IsNullOrEmpty(value) => false,
        Exact => Parts(value).Any(part => Values.Any(wanted => part.Equals(wanted, Comparison))),
        Prefix => Parts(value).Any(part => Values.Any(wanted => part.StartsWith(wanted, Comparison))),
        Contains => Values.Any(wanted => value.Contains(wanted, Comparison)),
        _ => true,
    };

    private IEnumerable<string> Parts(string value) => Separator is { } separator ? value.Split(separator).Select(part => part.TrimStart(' ')) : [value];

    private static StringComparison ComparisonOf(bool isCaseSensitive) => isCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
}
