using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>
/// Records refused sign-ins of known users, outside the request: a write for known users only would make them
/// distinguishable by timing. Never records the entered user name, where people may type their password.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RefusedSignIns(IAuditLog audit, ILoggerFactory loggers) : BackgroundService
{
    private readonly ILogger _logger = loggers.CreateLogger(PasswordLog.Category);

    private readonly Channel<AuditEntry> _entries = Channel.CreateBounded<AuditEntry>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <param name="user">Null: there is no such user.</param>
    public void Note(UserId? user, string? address)
    {
        _logger.SignInRefused(address ?? "-");
        if (user is { } known)
            _entries.Writer.TryWrite(RefusalOf(known, address));
    }

    // The user is not authenticated, so the gateway itself is the actor.
    private static AuditEntry RefusalOf(UserId user, string? address) =>
        new(AuditActor.Gateway with { Address = address }, AuditAction.SessionRefused, "user:" + user);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var entry in _entries.Reader.ReadAllAsync(stoppingToken))
                await RecordAsync(entry, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is stopping.
        }
    }

    private async Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await audit.AppendAsync(entry, cancellationToken);
        }
        catch (StoreUnavailableException failure)
        {
            _logger.RefusalNotRecorded(failure.Message);
        }
    }
}
