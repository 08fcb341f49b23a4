using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Hosting.Upkeep;

/// <summary>Reports, at each start, service accounts without a maintainer. They and their tokens keep working.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class UnmaintainedReport(IUserStore users, ServiceAccounts accounts, IAccessModelSource models, ILogger<UnmaintainedReport> logger) : BackgroundService
{
    private const int PageSize = 500;

    /// <summary>Further ones are only counted.</summary>
    private const int MostNamed = 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var found = await FindAsync(stoppingToken);
            if (found.Count > 0)
                logger.Unmaintained(found.Count, string.Join(", ", found.Take(MostNamed).Select(id => PrintableText.Escape(id.Value))));
        }
        catch (StoreUnavailableException)
        {
            // Reported elsewhere, and again at the next start.
        }
    }

    private async ValueTask<IReadOnlyList<UserId>> FindAsync(CancellationToken cancellationToken)
    {
        var (found, after) = (new List<UserId>(), (UserId?)null);
        while (true)
        {
            var page = await users.ListAsync(new UserFilter { IsService = true }, after, PageSize, cancellationToken);
            var maintainers = await accounts.MaintainersOfAsync(page, models.Current, cancellationToken);
            found.AddRange(page.Where(account => ServiceAccounts.IsUnmaintained(account, maintainers[account.Id])).Select(account => account.Id));
            if (page.Count < PageSize)
                return found;
            after = page[^1].Id;
        }
    }
}
