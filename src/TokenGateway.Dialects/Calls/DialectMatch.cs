using Microsoft.AspNetCore.Routing;

namespace TokenGateway.Dialects.Calls;

/// <summary>A path of the dialect with the values that stand in it.</summary>
public sealed record DialectMatch(DialectPath Path, RouteValueDictionary Values);
