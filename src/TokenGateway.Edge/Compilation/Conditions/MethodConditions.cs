using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.Compilation.Conditions;

/// <summary>Whether a request can have a method. Routing compares methods ignoring case; YARP refuses unknown ones.</summary>
internal static class MethodConditions
{
    /// <summary>Null: it can.</summary>
    public static string? FaultOf(string method) =>
        HttpMethods.IsTrace(method) || HttpMethods.IsConnect(method) ? $"no request can match: {method.ToUpperInvariant()} is refused on every route" : null;
}
