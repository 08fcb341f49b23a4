using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Texts;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>Writes the access log to the host's logging.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class AccessLog(ILoggerFactory loggers, TimeProvider time) : IAccessLog
{
    /// <summary>The category, to filter or redirect the log.</summary>
    public const string Category = "TokenGateway.AccessLog";

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    public void Write(HttpContext context, EdgeRequest request)
    {
        if (!_logger.IsEnabled(LogLevel.Information))
            return;
        var snapshot = request.Snapshot;
        _logger.Request(
            Printable.Method(context), PathOf(request), context.Response.StatusCode, OutcomeOf(request),
            time.GetElapsedTime(request.StartedAt).TotalMilliseconds, request.Route?.Id, snapshot?.Token.Id.ToString(),
            snapshot?.Token.Owner.Value, request.Connection.AddressText(context.Connection), context.TraceIdentifier);
    }

    internal static string OutcomeOf(EdgeRequest request) =>
        request.EndedBy is not null ? "ended" : request.Refused is { } code ? RefusalCodes.LogNameOf(code) : request.Outcome ?? "ok";

    /// <summary>Whether the path contains the presented token or a value of our shape; it is then not logged.</summary>
    internal static bool HoldsToken(EdgeRequest request) =>
        SecretPlacement.HoldsValueInPath(request) || SecretPlacement.AppearsInTarget(request);

    internal const string InPlaceOfToken = "[token removed]";

    private static string PathOf(EdgeRequest request) => HoldsToken(request) ? InPlaceOfToken : PrintableText.Escape(request.Path.ToString());
}
