using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Configuration.Compilation;

/// <summary>
/// Which of YARP's transforms a route may use. The path ones work on raw bytes here; those that would change path,
/// query or method after the decision, or speak an identity header, are refused.
/// </summary>
internal static class TransformRules
{
    private static readonly Dictionary<string, string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PathPattern"] = "would build another path than the one that was decided on; use PathPrefix, PathRemovePrefix or PathSet",
        ["QueryValueParameter"] = "would change the query, which reaches the upstream byte for byte",
        ["QueryRouteParameter"] = "would change the query, which reaches the upstream byte for byte",
        ["QueryRemoveParameter"] = "would change the query, which reaches the upstream byte for byte",
        ["HttpMethodChange"] = "would change the method after it was decided on",
    };

    private static readonly string[] NamesHeader = ["RequestHeader", "RequestHeaderRouteValue", "RequestHeaderRemove", "ClientCert", "HeaderPrefix"];

    // Beside these a library host may have its own, so an unknown one is YARP's to refuse.
    private static readonly string[] Usable =
    [
        "PathPrefix", "PathRemovePrefix", "PathSet", "RequestHeader", "RequestHeaderRouteValue", "RequestHeaderRemove", "RequestHeadersAllowed",
        "RequestHeadersCopy", "RequestHeaderOriginalHost", "ResponseHeader", "ResponseHeaderRemove", "ResponseHeadersAllowed", "ResponseHeadersCopy",
        "ResponseTrailer", "ResponseTrailerRemove", "ResponseTrailersAllowed", "ResponseTrailersCopy", "X-Forwarded", "Forwarded", "ClientCert",
    ];

    /// <summary>What was probably meant by the name at the end of YARP's message about a transform, as a question.</summary>
    public static string Suggest(string failure) => Suggestion.Ask(failure[(failure.LastIndexOf(' ') + 1)..].TrimEnd(';', '.'), Usable);

    public static void Check(
        IReadOnlyList<IReadOnlyDictionary<string, string>>? transforms, string path, HeaderNameSet isProtected, ConfigErrors errors)
    {
        for (var i = 0; i < (transforms?.Count ?? 0); i++)
        {
            foreach (var (key, value) in transforms![i])
            {
                var at = ConfigPath.Join(path, "Transforms", i, key);
                if (Refused.TryGetValue(key, out var why))
                    errors.Add(at, why);
                else if (NamesHeader.Contains(key, StringComparer.OrdinalIgnoreCase) && isProtected.Contains(value))
                    errors.Add(at, $"{value} is an identity header, which only the gateway sets; use TokenGateway:Identity of the route");
            }
        }
    }
}
