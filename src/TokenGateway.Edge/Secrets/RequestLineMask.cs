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
    public static RequestLineMask? Apply(IHttpRequestFeature request, ITokenShape shape)
    {
        DropTraceContext(request.Headers, shape);
        var (method, path) = (request.Method, request.Path);
        var longMethod = method.Length > Printable.LongestMethod;
        var tokenInPath = TokenScanner.ContainsToken(path, shape);
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
    private static void DropTraceContext(IHeaderDictionary headers, ITokenShape shape)
    {
        if (Holds(headers.TraceState, shape))
            headers.TraceState = default;
        if (Holds(headers.Baggage, shape))
            headers.Baggage = default;
        if (Holds(headers.CorrelationContext, shape))
            headers.CorrelationContext = default;
        if (Holds(headers.TraceParent, shape))
            headers.TraceParent = default;
        if (Holds(headers.RequestId, shape))
            headers.RequestId = default;
    }

    private static bool Holds(in StringValues values, ITokenShape shape)
    {
        foreach (var value in values)
        {
            if (TokenScanner.ContainsToken(value, shape))
                return true;
        }

        return false;
    }
}
