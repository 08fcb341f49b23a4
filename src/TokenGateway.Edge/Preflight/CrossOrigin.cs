using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Preflight;

/// <summary>
/// Cross-origin requests (WHATWG Fetch): answers preflights from the route's policy, without a token, because browsers send
/// none with them; adds the headers that let a page read other responses.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class CrossOrigin(ICorsService cors)
{
    /// <summary>
    /// OPTIONS with <c>Origin</c> and <c>Access-Control-Request-Method</c> and no body. Otherwise it is an ordinary
    /// OPTIONS, which needs a token like any other request.
    /// </summary>
    public bool IsPreflight(HttpContext context)
    {
        var request = context.Request;
        return HttpMethods.IsOptions(request.Method)
            && (request.Headers.Origin.Count == 1 || !Protection.PreflightHasOrigin.IsEnabled())
            && request.Headers.AccessControlRequestMethod.Count == 1
            && (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true } || !Protection.PreflightHasNoBody.IsEnabled());
    }

    /// <summary>Answers a preflight with 204 if the route's policy allows the origin; false: nothing was written.</summary>
    public bool TryAnswer(HttpContext context, GatewayRoute route)
    {
        if (route.Cors is not { } policy)
            return false;
        var result = cors.EvaluatePolicy(context, policy);
        if (!result.IsOriginAllowed)
            return false;
        cors.ApplyResult(result, context.Response);
        OriginVariance.Set(context.Response.Headers);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    public void AddHeaders(HttpContext context, GatewayRoute route)
    {
        if (route.Cors is not { } policy)
            return;
        if (context.Request.Headers.Origin.Count == 1)
            cors.ApplyResult(cors.EvaluatePolicy(context, policy), context.Response);
        OriginVariance.Set(context.Response.Headers);
    }
}
