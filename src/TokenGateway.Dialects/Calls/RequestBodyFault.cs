using Microsoft.AspNetCore.Http;

namespace TokenGateway.Dialects.Calls;

/// <summary>Why a request's body cannot be read: it breaks the rules of HTTP, or its client closed the connection.</summary>
public static class RequestBodyFault
{
    /// <summary>
    /// Kestrel's words for a connection closed in the middle of a body. Its exceptions have no public reason, and it
    /// cancels <see cref="HttpContext.RequestAborted"/> on another thread, often after this exception is caught.
    /// </summary>
    private const string ClosedInTheMiddle = "Unexpected end of request content.";

    /// <summary>The client sent something that is not HTTP.</summary>
    public static bool IsMalformed(Exception? error) => error switch
    {
        BadHttpRequestException => !IsClosedByClient(error),

        // A chunk size too large for a number.
        IOException { InnerException: OverflowException } => true,
        AggregateException many => many.InnerExceptions.Any(IsMalformed),
        _ => false,
    };

    /// <summary>The client closed the connection before the body was complete; nobody is left to answer.</summary>
    public static bool IsClosedByClient(Exception error) => error is BadHttpRequestException { Message: ClosedInTheMiddle };
}
