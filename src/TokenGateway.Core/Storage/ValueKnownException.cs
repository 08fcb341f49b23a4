namespace TokenGateway.Core.Storage;

/// <summary>The new secret of a token is, or was, already a secret of the store; nothing was written.</summary>
public sealed class ValueKnownException : Exception
{
    public ValueKnownException()
        : base("The value is known already.")
    {
    }

    public ValueKnownException(string message)
        : base(message)
    {
    }

    public ValueKnownException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
