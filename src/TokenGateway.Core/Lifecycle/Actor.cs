using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Who asks for a change: the operator at the command line, or the bearer of a token.</summary>
public sealed record Actor
{
    private Actor(string name, TokenSnapshot? credential) => (Name, Credential) = (name, credential);

    /// <summary>What the records say: <c>cli:NAME</c> or <c>token:ID</c>.</summary>
    public string Name { get; }

    /// <summary>The token that the call was made with; null for the operator.</summary>
    public TokenSnapshot? Credential { get; }

    public bool IsOperator => Credential is null;

    /// <summary>The person at the command line, who may act for anyone; ceilings and maxima hold all the same.</summary>
    public static Actor Operator(string systemUser) => new("cli:" + PrintableText.Escape(systemUser), null);

    /// <summary>The bearer of a verified token: never more than it has at this moment.</summary>
    public static Actor Bearer(TokenSnapshot credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new Actor("token:" + credential.Token.Id, credential);
    }

    /// <summary>Management rights in force: those the token was made with and its owner's roles still give.</summary>
    internal ManagementRights Rights
    {
        get
        {
            if (Credential is null)
                return ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Users | ManagementRights.Settings | ManagementRights.Audit;
            return Credential.Token.Manages & OwnersRights(Credential.Owner, Credential.Model);
        }
    }

    internal static ManagementRights OwnersRights(User? owner, AccessModel model) => owner is null
        ? ManagementRights.None
        : model.Roles.Known(owner.Roles).Aggregate(ManagementRights.Own, (sum, role) => sum | role.Manages);

    internal bool MayManage(UserId owner) =>
        Rights.HasFlag(ManagementRights.Tokens)
        || (Rights.HasFlag(ManagementRights.Own) && Credential?.Token.Owner == owner);
}
