using Microsoft.AspNetCore.Routing;

namespace TokenGateway.Dialects.Calls;

/// <summary>A path of the dialect with its parameter values.</summary>
public sealed record DialectMatch(DialectPath Path, RouteValueDictionary Values);
