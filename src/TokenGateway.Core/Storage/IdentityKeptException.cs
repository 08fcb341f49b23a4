using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// The id or e-mail address belonged to a user with more rights than the actor may grant; nothing was written. To
/// upstreams, a new user with that identity would be the old one.
/// </summary>
public sealed class IdentityKeptException : Exception
{
    /// <param name="identity">The requested id or e-mail address.</param>
    /// <param name="rights">The rights of that user.</param>
    public IdentityKeptException(string identity, UserRights rights)
        : base($"{identity} belonged to a user who had {rights}.") => (Identity, Rights) = (identity, rights);

    public IdentityKeptException()
    {
    }

    public IdentityKeptException(string message)
        : base(message)
    {
    }

    public IdentityKeptException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public string Identity { get; } = "";

    public UserRights Rights { get; } = UserRights.None;
}
