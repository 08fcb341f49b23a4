using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>Another user has this id or e-mail address, or one that an upstream may confuse with it; nothing was written.</summary>
public sealed class IdentityTakenException : Exception
{
    /// <param name="identity">The requested id or e-mail address.</param>
    /// <param name="other">The other user.</param>
    public IdentityTakenException(string identity, UserId other)
        : base($"{identity} is too much like user {other}.") => (Identity, Other) = (identity, other);

    public IdentityTakenException()
    {
    }

    public IdentityTakenException(string message)
        : base(message)
    {
    }

    public IdentityTakenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public string Identity { get; } = "";

    public UserId Other { get; }
}
