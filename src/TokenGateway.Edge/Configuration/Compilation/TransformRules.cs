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
                else if (NamesHeader.Contains(key, StringComparer.OrdinalIgnoreCase) && ReservedHeaders.FaultOfTransform(key, value, transforms[i].ContainsKey("Append")) is { } fault)
                    errors.Add(at, fault);
            }

            CheckFormats(transforms[i], ConfigPath.Join(path, "Transforms", i), errors);
        }
    }

    // YARP's validation lets it pass, and building the route then fails.
    private static void CheckFormats(IReadOnlyDictionary<string, string> transform, string path, ConfigErrors errors)
    {
        if (!transform.TryGetValue("Forwarded", out var parts) || parts is null)
            return;
        var named = parts.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        foreach (var (format, part) in new[] { ("ForFormat", "for"), ("ByFormat", "by") })
        {
            if (transform.ContainsKey(format) && !named.Contains(part, StringComparer.OrdinalIgnoreCase))
                errors.Add(ConfigPath.Join(path, format), $"says nothing without \"{part}\" in \"Forwarded\"");
        }
    }
}
