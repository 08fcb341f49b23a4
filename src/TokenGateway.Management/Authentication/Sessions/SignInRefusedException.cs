namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>No session was opened.</summary>
internal sealed class SignInRefusedException : Exception
{
    public SignInRefusedException()
    {
    }

    public SignInRefusedException(string message)
        : base(message)
    {
    }

    public SignInRefusedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
