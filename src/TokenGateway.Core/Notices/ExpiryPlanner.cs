using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Notices;

/// <summary>Finds tokens that expire soon, and plans the notices that are due and not planned yet.</summary>
public sealed class ExpiryPlanner(INoticeStore notices, IUserStore users, TimeProvider time)
{
    private const int PageSize = 500;

    /// <summary>Returns the number of new notices.</summary>
    public async ValueTask<int> PlanAsync(AccessModel model, NoticeOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (!options.IsOn || options.LeadTimes.IsEmpty)
            return 0;
        var now = time.GetUtcNow();
        var recipients = new NoticeRecipients(users, model, options);
        var planned = await PlanAsync([.. model.DeclaredTokens], recipients, options, now, cancellationToken);
        Token? after = null;
        while (true)
        {
            var page = await notices.ListEndingAsync(now, now + options.LeadTimes.Max(), after, PageSize, cancellationToken);
            planned += await PlanAsync(page, recipients, options, now, cancellationToken);
            if (page.Count < PageSize)
                return planned;
            after = page[^1];
        }
    }

    private async ValueTask<int> PlanAsync(
        IReadOnlyList<Token> tokens, NoticeRecipients recipients, NoticeOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var drafts = new List<NoticeDraft>();
        foreach (var token in tokens)
        {
            if (LeadTimes.Due(token, options.LeadTimes, now) is not { } lead)
                continue;
            foreach (var (to, way, address) in await recipients.OfAsync(token, toAdministrators: true, cancellationToken))
                drafts.Add(new NoticeDraft(NoticeKey.Expiring(token, lead, to), way, address, NoticeContents.Expiring(token, now)));
        }

        if (drafts.Count == 0)
            return 0;
        var known = await notices.FindAsync([.. drafts.Select(draft => draft.Key)], cancellationToken);
        drafts.RemoveAll(draft => known.Contains(draft.Key));
        return drafts.Count == 0 ? 0 : await notices.AddAsync(drafts, cancellationToken);
    }
}
