using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Management.Problems;

/// <summary>Turns exceptions of API calls into problem documents.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ApiExceptionHandler(ILoggerFactory loggers) : IExceptionHandler
{
    /// <summary>A locked or restarting store is usually available again within a moment.</summary>
    private const int RetryStoreAfter = 1;

    private readonly ILogger _logger = loggers.CreateLogger(ProblemLog.Category);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!ApiPaths.IsApi(httpContext))
            return false;
        await ProblemOf(exception).ExecuteAsync(httpContext);
        return true;
    }

    private Problem ProblemOf(Exception failure)
    {
        switch (failure)
        {
            case ApiException wrong:
                return Problem.Of(wrong.Code, wrong.Message);
            case StoreUnavailableException outage:
                _logger.StoreUnavailable(outage.Message);
                return Problem.Of(RefusalCode.StoreUnavailable, "Nothing was changed. Try again.", RetryStoreAfter);
            case BadHttpRequestException bad when BareStatuses.CodeOf(bad.StatusCode) is { } code:
                return Problem.Of(code, code == RefusalCode.BodyTooLarge ? $"The body is larger than {BoundedBody.MaxLength} bytes." : null);
            default:
                _logger.Failed(failure);
                return Problem.Of(RefusalCode.InternalError);
        }
    }
}
