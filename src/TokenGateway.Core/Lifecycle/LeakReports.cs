using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// What happens when somebody, whoever it is, shows a value that should be secret: its token is switched off, and with it
/// whatever it made or gave a secret, however indirectly; the report is recorded, so that the owner is notified.
/// Whoever has the value could do worse.
/// </summary>
/// <remarks>Throws <see cref="StoreUnavailableException"/> when the store does not answer; nothing has changed then.</remarks>
public sealed class LeakReports(ITokenStore tokens, IChangeSink changes)
{
    /// <param name="known">What the value is.</param>
    /// <param name="address">From where it was reported; null: unknown.</param>
    public async ValueTask ReportAsync(VerificationResult known, string? address, CancellationToken cancellationToken)
    {
        // A retired secret is not the token's: what the token made may well be by the present one.
        if (known.Snapshot is not { Token: var token } || known.Outcome == VerificationOutcome.Retired)
            return;
        var actor = AuditActor.Gateway with { Address = address };
        var entries = new LeakEntries(
            made => TokenAudit.Leaked(actor, token, made), made => TokenAudit.LeakedWith(actor, token, made),
            made => TokenAudit.OverlapEndedWith(actor, token, made));
        foreach (var id in await tokens.ReportLeakAsync(token.Id, CanBeUsedAgain(known.Outcome), entries, cancellationToken))
            changes.Apply(new Change(ChangeKind.TokenChanged, id.ToString()));
    }

    // Of what is over for good nobody needs to be notified, but of what it made.
    private static bool CanBeUsedAgain(VerificationOutcome outcome) => outcome is VerificationOutcome.Valid or VerificationOutcome.Inactive
        or VerificationOutcome.NotYetValid or VerificationOutcome.OwnerDisabled or VerificationOutcome.RealmNotHeld
        or VerificationOutcome.TokensDisabled;
}
