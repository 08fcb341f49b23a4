using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.Model;

/// <summary>The realm of a route: a fixed name, or the value of a path parameter (<c>{environment}</c>).</summary>
internal sealed class RouteRealm
{
    private readonly string? _name;
    private readonly string? _parameter;

    private RouteRealm(string? name, string? parameter) => (_name, _parameter) = (name, parameter);

    public string? Parameter => _parameter;

    /// <summary>As configured.</summary>
    public string Text => _name ?? $"{{{_parameter}}}";

    public static RouteRealm Parse(string text) =>
        text is ['{', .. var parameter, '}'] ? new RouteRealm(null, parameter) : new RouteRealm(text, null);

    /// <summary>The realm of this request; null: the path has none, and access is denied.</summary>
    public string? For(HttpRequest? request) => _name ?? request?.RouteValues.GetValueOrDefault(_parameter!) as string;
}
