using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.Requests;

/// <summary>The parts of a request that routing matched; default: those that came in.</summary>
internal readonly record struct RoutedTarget(string? PathBase, string? Path, string? Query)
{
    public static RoutedTarget Of(HttpRequest request) =>
        new(request.PathBase.Value ?? "", request.Path.Value ?? "", request.QueryString.Value ?? "");
}
