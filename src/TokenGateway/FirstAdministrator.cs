using System.Diagnostics.CodeAnalysis;
using TokenGateway.ConfigFiles;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;

namespace TokenGateway;

/// <summary>Logs, if there are no users at startup, the command that creates the first administrator. Creates nothing itself.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed partial class FirstAdministrator(IUserStore users, IAccessModelSource models, ConfigFile file, ILogger<FirstAdministrator> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var model = models.Current;
        if (model.DeclaredUsers.Count == 0 && await IsEmptyAsync(cancellationToken))
            NobodyYet(logger, CommandFor(model.Roles, file.Path));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal static string CommandFor(RoleCatalog roles, string path) =>
        $"tokengateway user create admin --role {RoleOf(roles)} --password-stdin --config {Quoted(path)}";

    // An unavailable store is reported elsewhere.
    private async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await users.IsEmptyAsync(cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    // The role with the most management rights, even if no role has any.
    private static string RoleOf(RoleCatalog roles) =>
        roles.All.OrderByDescending(role => System.Numerics.BitOperations.PopCount((uint)role.Manages)).ThenByDescending(role => role.Rank)
            .First().Name.Value;

    private static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || "/._-".Contains(c, StringComparison.Ordinal)) ? path : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [LoggerMessage(2001, LogLevel.Warning, "There are no users yet. Create the first administrator with: {Command}", EventName = "NoUserYet")]
    private static partial void NobodyYet(ILogger logger, string command);
}
