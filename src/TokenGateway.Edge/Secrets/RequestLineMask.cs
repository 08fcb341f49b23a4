using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using TokenGateway.Dialects;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Secrets;

/// <summary>
/// Holds the original request line while hosting creates its activity and reports method and path to its observers
/// (diagnostic listeners, event sources, the host's request log). Masks a token in it until intake, which runs first.
/// </summary>
internal sealed class RequestLineMask
{
    private const string CoverMethod = "-";

    private const string CoverPath = "/" + AccessLog.InPlaceOfToken;

    private readonly string _method;
    private readonly string _path;

    private RequestLineMask(string method, string path) => (_method, _path) = (method, path);

    /// <summary>Masks tokens in the request line; null: there was none, as in nearly every request.</summary>
    /// <param name="clean">Takes the texts without one: path and trace context are searched again later, in other readings.</param>
    public static RequestLineMask? Apply(IHttpRequestFeature request, ITokenShape shape, CleanTexts? clean)
    {
        var (method, path) = (request.Method, request.Path);
        var longMethod = method.Length > Printable.LongestMethod;
        var tokenInPath = Holds(path, shape, clean);
        DropTraceContext(request.Headers, shape, clean);
        if (!longMethod && !tokenInPath)
            return null;
        if (longMethod)
            request.Method = CoverMethod;
        if (tokenInPath)
            request.Path = CoverPath;
        return new RequestLineMask(method, path);
    }

    public void Restore(HttpContext context) => (context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().Path) = (_method, _path);

    // Hosting copies them into the activity, and exporters send its state and baggage. Forwarding strips values of our
    // shape from every header; here they must be removed earlier.
    private static void DropTraceContext(IHeaderDictionary headers, ITokenShape shape, CleanTexts? clean)
    {
        if (HoldsAny(headers.TraceState, shape, clean))
            headers.TraceState = default;
        if (HoldsAny(headers.Baggage, shape, clean))
            headers.Baggage = default;
        if (HoldsAny(headers.CorrelationContext, shape, clean))
            headers.CorrelationContext = default;
        if (HoldsAny(headers.TraceParent, shape, clean))
            headers.TraceParent = default;
        if (HoldsAny(headers.RequestId, shape, clean))
            headers.RequestId = default;
    }

    private static bool HoldsAny(in StringValues values, ITokenShape shape, CleanTexts? clean)
    {
        foreach (var value in values)
        {
            if (Holds(value, shape, clean))
                return true;
        }

        return false;
    }

    // CONNECT has no path: null, not empty.
    private static bool Holds(string? text, ITokenShape shape, CleanTexts? clean)
    {
        if (TokenScanner.ContainsToken(text, shape))
            return true;
        if (text?.Length >= shape.ShortestLength)
            clean?.Add(text);
        return false;
    }
}
