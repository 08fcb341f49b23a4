namespace TokenGateway.Core.Storage;

/// <summary>The store did not respond, is locked, full or read-only. Never means "unknown": callers refuse with 503.</summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
