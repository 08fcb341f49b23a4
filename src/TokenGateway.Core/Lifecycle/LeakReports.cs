using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// What happens when somebody, whoever it is, shows a value that should be secret: its token is switched off and the
/// report is recorded, so that the owner is told. Whoever has the value could do worse.
/// </summary>
/// <remarks>Throws <see cref="StoreUnavailableException"/> when the store does not answer; nothing has changed then.</remarks>
public sealed class LeakReports(ITokenStore tokens, IAuditLog log, IChangeSink changes)
{
    /// <param name="known">What the value is.</param>
    /// <param name="address">From where it was reported; null: unknown.</param>
    public async ValueTask ReportAsync(VerificationResult known, string? address, CancellationToken cancellationToken)
    {
        if (known.Snapshot is not { Token: var token } || !CanBeUsedAgain(known.Outcome))
            return;
        var entry = new AuditEntry(
            AuditActor.Gateway with { Address = address }, AuditAction.TokenLeaked, TokenAudit.SubjectOf(token.Id),
            TokenAudit.Json(json => json.WriteBoolean("active", token.IsActive)),
            TokenAudit.Json(json => json.WriteBoolean("active", token.Id.IsDeclared)));

        // What the file declares, only the file ends.
        if (token.Id.IsDeclared)
        {
            await log.AppendAsync(entry, cancellationToken);
            return;
        }

        if (await tokens.SetActiveAsync(token.Id, false, entry, WriteBasis.None, cancellationToken))
            changes.Apply(new Change(ChangeKind.TokenChanged, token.Id.ToString()));
    }

    // Of what is over for good nobody needs to be told.
    private static bool CanBeUsedAgain(VerificationOutcome outcome) => outcome is VerificationOutcome.Valid or VerificationOutcome.Inactive
        or VerificationOutcome.NotYetValid or VerificationOutcome.OwnerDisabled or VerificationOutcome.TokensDisabled;
}
