namespace TokenGateway.Edge.Compilation;

/// <summary>The request headers that a route's YARP transforms set or remove.</summary>
internal static class RequestTransforms
{
    private const string DefaultPrefix = "X-Forwarded-";
    private static readonly string[] Setting = ["RequestHeader", "RequestHeaderRouteValue", "ClientCert"];
    private static readonly string[] Suffixes = ["For", "Host", "Proto", "Prefix"];

    /// <summary>All of them.</summary>
    public static IEnumerable<string> NamesIn(IReadOnlyList<IReadOnlyDictionary<string, string>>? transforms) =>
        (transforms ?? []).SelectMany(transform => SetBy(transform).Concat(ValuesOf(transform, "RequestHeaderRemove")));

    /// <summary>
    /// The headers that are set or appended to. Without the host: the server has validated it, and routing has matched on
    /// it.
    /// </summary>
    public static IEnumerable<string> SetIn(IReadOnlyList<IReadOnlyDictionary<string, string>>? transforms) =>
        (transforms ?? []).SelectMany(SetBy).Where(name => !name.Equals("Host", StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> SetBy(IReadOnlyDictionary<string, string> transform) =>
        Setting.SelectMany(key => ValuesOf(transform, key)).Concat(ForwardedNames(transform));

    // The default names are on the deny list; a configured prefix creates others.
    private static IEnumerable<string> ForwardedNames(IReadOnlyDictionary<string, string> transform) =>
        ValuesOf(transform, "X-Forwarded").Any() && ValuesOf(transform, "HeaderPrefix").FirstOrDefault(DefaultPrefix) is { Length: > 0 } prefix
            ? Suffixes.Select(suffix => prefix + suffix)
            : [];

    private static IEnumerable<string> ValuesOf(IReadOnlyDictionary<string, string> transform, string key) =>
        transform.Where(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Value);
}
