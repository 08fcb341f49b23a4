using TokenGateway.Core.Auditing;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// Shows the owner of a token its value again, if values are stored (<c>Tokens:Recoverable</c>): only to the owner, shortly
/// after sign-in, and always with an audit record.
/// </summary>
public sealed class TokenReveals(ITokenStore tokens, IKeptValueStore kept, IAuditLog audit, TimeProvider time)
{
    /// <summary>How long after sign-in a value may be shown.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <summary>Reveals the value.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="signedInAt">When the actor signed in; null: not a session, but a token or the operator.</param>
    /// <param name="id">The token.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="StoreUnavailableException">The store does not respond; nothing is shown.</exception>
    public async ValueTask<LifecycleResult<IssuedToken>> RevealAsync(
        Actor actor, DateTimeOffset? signedInAt, TokenId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor is not { Credential: null, User: { } user, Model: { } model } || signedInAt is not { } since)
            return new LifecycleError(RefusalCode.SessionRequired, "A token's value is shown only to its owner in a session, never to a caller with a token.");
        var token = id.IsDeclared ? null : await tokens.GetAsync(id, cancellationToken);
        if (token is not { DeletedAt: null } || !actor.MayManage(token))
            return LifecycleError.TokenNotFound(id);
        if (!token.IsOwnedBy(user))
            return new LifecycleError(RefusalCode.Forbidden, "A token's value is shown only to its owner.");
        if (model.Vault is not { } vault)
            return new LifecycleError(RefusalCode.NotRecoverable, "Token values are not stored (Tokens:Recoverable).");
        if (time.GetUtcNow() - since > Fresh)
            return new LifecycleError(RefusalCode.SignInAgain, $"A token's value is shown only within {Fresh.TotalMinutes:0} minutes of signing in. Sign in again.");
        return await OpenAsync(actor, token, vault, cancellationToken);
    }

    private async ValueTask<LifecycleResult<IssuedToken>> OpenAsync(Actor actor, Token token, RecoverableSecrets vault, CancellationToken cancellationToken)
    {
        if (await kept.FindAsync(token.Id, cancellationToken) is not { } found)
            return new LifecycleError(RefusalCode.NotRecoverable, $"The value of token {token.Id} was not stored when the token was created.");

        // The decrypted value must be the token's current one: a planted row is not shown.
        if (vault.Open(token.Id, found) is not { } value
            || await tokens.FindAsync(TokenDigest.Of(value), cancellationToken) is not { RetiredUntil: null } facts || facts.Token.Id != token.Id)
        {
            return new LifecycleError(RefusalCode.KeptUnderAnotherKey, $"The value of token {token.Id} was encrypted with key {found.KeyId}, which is missing or does not match (Tokens:RecoveryKey).");
        }

        await audit.AppendAsync(new AuditEntry(actor.Audit, AuditAction.TokenRevealed, TokenAudit.SubjectOf(token.Id)), cancellationToken);
        return new IssuedToken(token, value);
    }
}
