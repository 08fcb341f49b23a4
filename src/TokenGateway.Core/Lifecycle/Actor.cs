using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>The actor of a change: the operator at the command line, a signed-in user, or the bearer of a token.</summary>
public sealed record Actor
{
    private const ManagementRights AllRights =
        ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Users | ManagementRights.Settings | ManagementRights.Audit;

    /// <summary>The longest <see cref="Reason"/>, in characters.</summary>
    public const int MaxReasonLength = 500;

    private Actor(AuditActor audit) => Audit = audit;

    /// <summary>The name in audit records: <c>cli:NAME</c>, <c>user:ID</c> or <c>token:ID</c>.</summary>
    public string Name => Audit.Name;

    public AuditActor Audit { get; }

    /// <summary>The calling token; null for other actors.</summary>
    public TokenSnapshot? Credential { get; private init; }

    /// <summary>The signed-in user, or the bearer's owner; null for the operator, or if the owner was deleted.</summary>
    public User? User { get; private init; }

    /// <summary>The session of the call; null: none, or one that was not opened here.</summary>
    public TokenDigest? Session { get; private init; }

    /// <summary>When the user of the session last authenticated; null: no session, or this call authenticates the user.</summary>
    public DateTimeOffset? SignedInAt { get; private init; }

    /// <summary>
    /// The actor's reason: up to <see cref="MaxReasonLength"/> printable characters, recorded with every token that the
    /// actor deactivates or deletes; null: none.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>The generation that determines the actor's rights; null for the operator.</summary>
    public AccessModel? Model { get; private init; }

    public bool IsOperator => Model is null;

    /// <summary>An administrator manages everyone's tokens.</summary>
    public bool IsAdministrator => Rights.HasFlag(ManagementRights.Tokens);

    /// <summary>The operator at the command line, who may act for anyone; ceilings and limits still apply.</summary>
    public static Actor Operator(string systemUser) => new(new AuditActor("cli:" + PrintableText.Escape(systemUser)));

    /// <summary>The bearer of a verified token, with its current rights.</summary>
    /// <param name="address">The client's address; null: unknown.</param>
    public static Actor Bearer(TokenSnapshot credential, string? address = null)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var id = credential.Token.Id.ToString();
        return new Actor(new AuditActor("token:" + id, credential.Token.Owner.Value, id, address))
        {
            Credential = credential,
            User = credential.Owner,
            Model = credential.Model,
        };
    }

    /// <summary>A user with a session, with the user's current rights.</summary>
    /// <param name="session">The session; its changes are not written once it has ended.</param>
    /// <param name="signedInAt">When the session's user last authenticated.</param>
    public static Actor SignedIn(User user, AccessModel model, string? address = null, TokenDigest? session = null, DateTimeOffset? signedInAt = null)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(model);
        return new Actor(new AuditActor("user:" + user.Id, user.Id.Value, Token: null, address)) { User = user, Model = model, Session = session, SignedInAt = signedInAt };
    }

    /// <summary>The effective management rights: for a bearer, those of the token that its owner's roles still grant.</summary>
    public ManagementRights Rights => Model is null ? AllRights
        : Credential is null ? OwnersRights(User, Model)
        : Credential.Token.Manages & OwnersRights(User, Model);

    internal bool Owns(UserId owner) => User?.Id == owner;

    internal bool Owns(Token token) => User is { } user && token.IsOwnedBy(user);

    internal bool MayManage(Token token) =>
        IsAdministrator || (Rights.HasFlag(ManagementRights.Own) && Owns(token));

    internal bool MayManage(UserId owner) =>
        IsAdministrator || (Rights.HasFlag(ManagementRights.Own) && Owns(owner));

    /// <summary>
    /// Whether the actor may act as the owner on the tokens of a service account. The account must have been read for this
    /// decision: its maintainers may have changed since the actor signed in.
    /// </summary>
    internal bool MayMaintain(User? account) => Rights.HasFlag(ManagementRights.Own)
        && User is { IsService: false, IsDeclared: false, Number: > 0 } user && account?.Maintainers?.Contains(user.Number) == true;

    // An account outlives its maintainers, so it manages only itself.
    internal static ManagementRights OwnersRights(User? owner, AccessModel model) => owner is null || owner.IsDisabled
        ? ManagementRights.None
        : owner.IsService ? ManagementRights.Own
        : model.Roles.Known(owner.Roles).Aggregate(ManagementRights.Own, (sum, role) => sum | role.Manages);
}
