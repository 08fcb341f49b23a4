using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects;
using TokenGateway.Edge.Forwarding;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>
/// One line a request: who (token id, owner), what (method, path without query, route), and what came of it. Never a
/// secret: credentials are gone before, and a path that holds the token that was presented, or a value of our shape, is not
/// written.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class AccessLog(ILoggerFactory loggers, TimeProvider time)
{
    /// <summary>The category, by which the log is switched off or sent elsewhere.</summary>
    public const string Category = "TokenGateway.AccessLog";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    public void Write(HttpContext context, EdgeRequest request)
    {
        if (!_logger.IsEnabled(LogLevel.Information))
            return;
        var snapshot = request.Snapshot;
        var outcome = request.Refused is { } code ? RefusalCodes.LogNameOf(code) : "ok";
        _logger.Request(
            Printable.Method(context), PathOf(request), context.Response.StatusCode, outcome, time.GetElapsedTime(request.StartedAt).TotalMilliseconds,
            request.Route?.Id, snapshot?.Token.Id.ToString(), snapshot?.Token.Owner.Value, request.Connection.AddressText(context.Connection),
            context.TraceIdentifier);
    }

    private static string PathOf(EdgeRequest request)
    {
        var path = request.Path.ToString();
        return OwnValues.StandIn(path, request.Model.Dialect.Shape) || SecretPlacement.StandsInTarget(request)
            ? "[a token stood here]"
            : PrintableText.Escape(path);
    }
}
