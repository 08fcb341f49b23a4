using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Who asks for a change: the operator at the command line, a user who signed in, or the bearer of a token.</summary>
public sealed record Actor
{
    private const ManagementRights AllRights =
        ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Users | ManagementRights.Settings | ManagementRights.Audit;

    /// <summary>The longest <see cref="Reason"/>, in characters.</summary>
    public const int MaxReasonLength = 500;

    private Actor(AuditActor audit) => Audit = audit;

    /// <summary>What the records say: <c>cli:NAME</c>, <c>user:ID</c> or <c>token:ID</c>.</summary>
    public string Name => Audit.Name;

    public AuditActor Audit { get; }

    /// <summary>The token that the call was made with; null for others.</summary>
    public TokenSnapshot? Credential { get; private init; }

    /// <summary>The one who signed in, or the bearer's owner; null for the operator, or when the owner is gone.</summary>
    public User? User { get; private init; }

    /// <summary>The session that the call is made by; null: none, or one that was not opened here.</summary>
    public TokenDigest? Session { get; private init; }

    /// <summary>When the user of the session last showed who it is; null: no session, or it is being shown in this very call.</summary>
    public DateTimeOffset? SignedInAt { get; private init; }

    /// <summary>
    /// Why, in the actor's own words: up to <see cref="MaxReasonLength"/> printable characters, recorded with every token that
    /// the actor switches off or deletes; null: no reason is given.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>The generation by which the actor's rights count; null for the operator.</summary>
    public AccessModel? Model { get; private init; }

    public bool IsOperator => Model is null;

    /// <summary>An administrator manages everyone's tokens.</summary>
    public bool IsAdministrator => Rights.HasFlag(ManagementRights.Tokens);

    /// <summary>The person at the command line, who may act for anyone; ceilings and maxima hold all the same.</summary>
    public static Actor Operator(string systemUser) => new(new AuditActor("cli:" + PrintableText.Escape(systemUser)));

    /// <summary>The bearer of a verified token: never more than it has at this moment.</summary>
    /// <param name="address">The client's; null: none is known.</param>
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

    /// <summary>A user with a session: all that the user has at this moment.</summary>
    /// <param name="session">By which session; what it makes is not written once the session has ended.</param>
    /// <param name="signedInAt">When the session's user last showed who it is.</param>
    public static Actor SignedIn(User user, AccessModel model, string? address = null, TokenDigest? session = null, DateTimeOffset? signedInAt = null)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(model);
        return new Actor(new AuditActor("user:" + user.Id, user.Id.Value, Token: null, address)) { User = user, Model = model, Session = session, SignedInAt = signedInAt };
    }

    /// <summary>Management rights in force: for a bearer those the token was made with and its owner's roles still give.</summary>
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
    /// Whether the actor may do with the tokens of a service account what their owner may. The account must have been read
    /// for this decision: who maintains it may have changed since the actor signed in.
    /// </summary>
    internal bool MayMaintain(User? account) => Rights.HasFlag(ManagementRights.Own)
        && User is { IsService: false, IsDeclared: false, Number: > 0 } user && account?.Maintainers?.Contains(user.Number) == true;

    // An account outlives the people who answer for it: it manages nobody but itself.
    internal static ManagementRights OwnersRights(User? owner, AccessModel model) => owner is null || owner.IsDisabled
        ? ManagementRights.None
        : owner.IsService ? ManagementRights.Own
        : model.Roles.Known(owner.Roles).Aggregate(ManagementRights.Own, (sum, role) => sum | role.Manages);
}
