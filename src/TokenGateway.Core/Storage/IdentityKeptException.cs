using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// The id or e-mail address was one of a user who had more than the one who writes may give; nothing was written. To
/// upstreams, whoever gets it is that user.
/// </summary>
public sealed class IdentityKeptException : Exception
{
    /// <param name="identity">The id or e-mail address that was to be written.</param>
    /// <param name="rights">What the user had.</param>
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
