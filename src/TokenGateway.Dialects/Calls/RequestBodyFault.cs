using Microsoft.AspNetCore.Http;

namespace TokenGateway.Dialects.Calls;

/// <summary>Why a request body is unreadable: it violates HTTP, or the client closed the connection.</summary>
public static class RequestBodyFault
{
    /// <summary>
    /// Kestrel's message for a connection closed in the middle of a body. Its exceptions have no public reason, and it
    /// cancels <see cref="HttpContext.RequestAborted"/> on another thread, often after this exception is caught.
    /// </summary>
    private const string ClosedInTheMiddle = "Unexpected end of request content.";

    /// <summary>The client sent invalid HTTP.</summary>
    public static bool IsMalformed(Exception? error) => error switch
    {
        BadHttpRequestException => !IsClosedByClient(error),

        // A chunk size that overflows.
        IOException { InnerException: OverflowException } => true,
        AggregateException many => many.InnerExceptions.Any(IsMalformed),
        _ => false,
    };

    /// <summary>The client closed the connection before the body was complete; no response is possible.</summary>
    public static bool IsClosedByClient(Exception error) => error is BadHttpRequestException { Message: ClosedInTheMiddle };
}
