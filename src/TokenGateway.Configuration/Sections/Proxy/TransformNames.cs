using TokenGateway.Configuration.Errors;

namespace TokenGateway.Configuration.Sections.Proxy;

/// <summary>YARP's built-in transforms: the key that names each one, and the keys allowed beside it.</summary>
internal static class TransformNames
{
    private static readonly string[] SetOrAppend = ["Set", "Append"];

    private static readonly string[] SetAppendWhen = ["Set", "Append", "When"];

    public static readonly IReadOnlyDictionary<string, string[]> All = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["PathPrefix"] = [],
        ["PathRemovePrefix"] = [],
        ["PathSet"] = [],
        ["PathPattern"] = [],
        ["QueryValueParameter"] = SetOrAppend,
        ["QueryRouteParameter"] = SetOrAppend,
        ["QueryRemoveParameter"] = [],
        ["HttpMethodChange"] = ["Set"],
        ["RequestHeader"] = SetOrAppend,
        ["RequestHeaderRouteValue"] = SetOrAppend,
        ["RequestHeaderRemove"] = [],
        ["RequestHeadersAllowed"] = [],
        ["RequestHeadersCopy"] = [],
        ["RequestHeaderOriginalHost"] = [],
        ["ResponseHeader"] = SetAppendWhen,
        ["ResponseHeaderRemove"] = ["When"],
        ["ResponseHeadersAllowed"] = [],
        ["ResponseHeadersCopy"] = [],
        ["ResponseTrailer"] = SetAppendWhen,
        ["ResponseTrailerRemove"] = ["When"],
        ["ResponseTrailersAllowed"] = [],
        ["ResponseTrailersCopy"] = [],
        ["X-Forwarded"] = ["For", "Host", "Proto", "Prefix", "HeaderPrefix"],
        ["Forwarded"] = ["ForFormat", "ByFormat", "Action"],
        ["ClientCert"] = [],
    };

    /// <summary>The suggestion for <paramref name="name"/>, as a question.</summary>
    public static string Ask(string name) => Suggestion.Ask(name, All.Keys);
}
