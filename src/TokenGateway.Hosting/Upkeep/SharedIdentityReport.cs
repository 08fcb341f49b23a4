using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;
using TokenGateway.Core.Verification;

namespace TokenGateway.Hosting.Upkeep;

/// <summary>
/// Reports, at each start, users that an upstream may take for one: created before this was refused, or declared in the
/// file beside a stored one. They keep working, because only an administrator can decide which to remove.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class SharedIdentityReport(IUserStore users, IAccessModelSource models, ILogger<SharedIdentityReport> logger) : BackgroundService
{
    private const int Most = 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var shared in await users.ListSharedIdentitiesAsync(Most, stoppingToken))
                Report(shared.Users);
            foreach (var declared in models.Current.DeclaredUsers)
                await ReportStoredAsync(declared, stoppingToken);
        }
        catch (StoreUnavailableException)
        {
            // Reported elsewhere, and again at the next start.
        }
    }

    // A stored user with exactly this id is ignored while the file declares it.
    private async Task ReportStoredAsync(User declared, CancellationToken cancellationToken)
    {
        var alike = new HashSet<UserId>();
        foreach (var key in UserIdentities.KeysOf(declared))
            alike.UnionWith(await users.FindByIdentityAsync(key, cancellationToken));
        alike.Remove(declared.Id);
        if (alike.Count > 0)
            Report([declared.Id, .. alike]);
    }

    private void Report(IEnumerable<UserId> alike) => logger.SharedIdentity(string.Join(", ", alike.Select(id => PrintableText.Escape(id.Value))));
}
