using System.Net;
using System.Threading.Channels;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// Records presented retired secrets: either an attacker has one, or a client was not updated. At most one record per
/// token, address and hour, and a bounded number per hour in total, since such a secret can be presented arbitrarily often.
/// Reporting never waits; what cannot be recorded is reported and dropped.
/// </summary>
public sealed class RetiredSecretUses(IAuditLog audit, TimeProvider time)
{
    /// <summary>For different tokens and addresses within an hour.</summary>
    internal const int MostAnHour = 1000;

    private static readonly TimeSpan Once = TimeSpan.FromHours(1);

    private readonly Channel<(TokenId Token, string? Address)> _reported =
        Channel.CreateBounded<(TokenId, string?)>(new BoundedChannelOptions(MostAnHour) { SingleReader = true });

    private readonly Lock _lock = new();
    private readonly HashSet<(TokenId, IPAddress?)> _known = [];
    private long _hour;

    /// <summary>Called when the store does not accept a record.</summary>
    public Action<Exception>? Lost { get; init; }

    /// <summary>Reports a use; returns at once.</summary>
    /// <param name="address">The client's address; null: unknown.</param>
    public void Report(TokenId token, IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        if (IsNew(token, address))
            _reported.Writer.TryWrite((token, address?.ToString()));
    }

    /// <summary>Records reports until cancelled, without an exception then.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (token, address) in _reported.Reader.ReadAllAsync(cancellationToken))
                await RecordAsync(token, address, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process is stopping.
        }
    }

    private bool IsNew(TokenId token, IPAddress? address)
    {
        var hour = time.GetUtcNow().UtcTicks / Once.Ticks;
        lock (_lock)
        {
            if (hour != _hour)
            {
                _hour = hour;
                _known.Clear();
            }

            return _known.Count < MostAnHour && _known.Add((token, address));
        }
    }

    private async Task RecordAsync(TokenId token, string? address, CancellationToken cancellationToken)
    {
        try
        {
            if (!await IsRecordedAsync(token, address, cancellationToken))
                await audit.AppendAsync(TokenAudit.SecretReused(token, address), cancellationToken);
        }
        catch (StoreUnavailableException failure)
        {
            Lost?.Invoke(failure);
        }
    }

    // By another process, or by this one before a restart.
    private async ValueTask<bool> IsRecordedAsync(TokenId token, string? address, CancellationToken cancellationToken)
    {
        var filter = new AuditFilter
        {
            Action = AuditAction.TokenSecretReused,
            Subject = TokenAudit.SubjectOf(token),
            From = time.GetUtcNow() - Once,
        };
        var recent = await audit.ListNewestAsync(filter, before: null, MostAnHour, cancellationToken);
        return recent.Any(record => record.Entry.Actor.Address == address);
    }
}
