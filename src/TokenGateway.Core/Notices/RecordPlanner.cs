using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Notices;

/// <summary>
/// Follows the audit log and plans notices about tokens. Starts at the end of the log: events before notices were enabled
/// cause none.
/// </summary>
public sealed class RecordPlanner(INoticeStore notices, IAuditLog audit, ITokenStore tokens, IUserStore users, TimeProvider time)
{
    private const int PageSize = 500;

    private bool _isOff;

    /// <summary>Processes the log to its end, and returns the number of planned notices.</summary>
    public async ValueTask<int> PlanAsync(AccessModel model, NoticeOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (!options.IsOn)
        {
            await RestAsync(cancellationToken);
            return 0;
        }

        _isOff = false;
        var position = await notices.ReadPositionAsync(cancellationToken) ?? await BeginAsync(cancellationToken);
        var recipients = new NoticeRecipients(users, model, options);
        var planned = 0;
        while (await audit.ListAsync(AuditFilter.All, position, PageSize, cancellationToken) is [.., var newest] page)
        {
            var drafts = await DraftsAsync(page, recipients, cancellationToken);
            if (!await notices.AddAsync(drafts, position, newest.Seq, cancellationToken))
                return planned;
            planned += drafts.Count;
            position = newest.Seq;
        }

        return planned;
    }

    // Only once, so that nothing is read or written while notices are off.
    private async ValueTask RestAsync(CancellationToken cancellationToken)
    {
        if (_isOff)
            return;
        if (await notices.ReadPositionAsync(cancellationToken) is not null)
            await notices.SetPositionAsync(null, cancellationToken);
        _isOff = true;
    }

    private async ValueTask<long> BeginAsync(CancellationToken cancellationToken)
    {
        var end = await audit.ReadHeadAsync(cancellationToken) is { } head ? head.Seq : 0;
        await notices.SetPositionAsync(end, cancellationToken);
        return end;
    }

    private async ValueTask<List<NoticeDraft>> DraftsAsync(
        IReadOnlyList<AuditRecord> records, NoticeRecipients recipients, CancellationToken cancellationToken)
    {
        var drafts = new List<NoticeDraft>();
        foreach (var record in records)
        {
            // After days without a sender, old events are obsolete.
            if (NoticeTypes.Of(record.Entry) is not { } type || time.GetUtcNow() - record.At > NoticeBackoff.GiveUpAfter
                || TokenOf(record.Entry.Subject) is not { } id || await tokens.GetAsync(id, cancellationToken) is not { } token)
            {
                continue;
            }

            var alsoDeactivated = await AlsoDeactivatedAsync(type, record, cancellationToken);
            foreach (var (to, way, address) in await recipients.OfAsync(token, IsForAdministrators(type), cancellationToken))
                drafts.Add(new NoticeDraft(KeyOf(type, id, record, to), way, address, NoticeContents.Of(type, token, record, alsoDeactivated)));
        }

        return drafts;
    }

    private async ValueTask<IReadOnlyList<Token>> AlsoDeactivatedAsync(NoticeType type, AuditRecord record, CancellationToken cancellationToken)
    {
        var all = new List<Token>();
        foreach (var id in type == NoticeType.Leaked ? TokenAudit.AlsoDeactivatedIn(record.Entry.After).Take(NoticeContent.MaxAlsoDeactivated) : [])
        {
            if (await tokens.GetAsync(id, cancellationToken) is { } token)
                all.Add(token);
        }

        return all;
    }

    // Administrators end many tokens at once in an incident, and know it.
    private static bool IsForAdministrators(NoticeType type) => type is not (NoticeType.Deactivated or NoticeType.Deleted);

    private static string KeyOf(NoticeType type, TokenId id, AuditRecord record, string to) =>
        type == NoticeType.SecretReused ? NoticeKey.Reused(id, record.At, to) : NoticeKey.Recorded(record.Seq, to);

    private static TokenId? TokenOf(string subject)
    {
        const string prefix = "token:";
        return subject.StartsWith(prefix, StringComparison.Ordinal) && TokenId.TryParse(subject[prefix.Length..], out var id) && !id.IsDeclared
            ? id
            : null;
    }
}
