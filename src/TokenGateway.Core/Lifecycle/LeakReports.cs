using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// Handles a report with a leaked value, from any caller: deactivates its token, and every token that it created or gave a
/// secret, directly or indirectly; records the report, which notifies the owner. Open to everyone, since anyone with the
/// value could do worse.
/// </summary>
/// <remarks>Throws <see cref="StoreUnavailableException"/> when the store does not respond; nothing has changed then.</remarks>
public sealed class LeakReports(ITokenStore tokens, IChangeSink changes)
{
    /// <param name="known">The verification result of the value.</param>
    /// <param name="address">The reporter's address; null: unknown.</param>
    public async ValueTask ReportAsync(VerificationResult known, string? address, CancellationToken cancellationToken)
    {
        // A retired secret does not affect the token, whose creations may be by its current secret.
        if (known.Snapshot is not { Token: var token } || known.Outcome == VerificationOutcome.Retired)
            return;
        var actor = AuditActor.Gateway with { Address = address };
        var entries = new LeakEntries(
            made => TokenAudit.Leaked(actor, token, made), made => TokenAudit.LeakedWith(actor, token, made),
            made => TokenAudit.OverlapEndedWith(actor, token, made));
        foreach (var id in await tokens.ReportLeakAsync(token.Id, CanBeUsedAgain(known.Outcome), entries, cancellationToken))
            changes.Apply(new Change(ChangeKind.TokenChanged, id.ToString()));
    }

    // A permanently unusable token needs no notice, but its creations do.
    private static bool CanBeUsedAgain(VerificationOutcome outcome) => outcome is VerificationOutcome.Valid or VerificationOutcome.Inactive
        or VerificationOutcome.NotYetValid or VerificationOutcome.OwnerDisabled or VerificationOutcome.RealmNotHeld
        or VerificationOutcome.TokensDisabled;
}
