using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Settings;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.Model;

namespace TokenGateway.Hosting.Changes;

/// <summary>
/// Stands where changes are told: those of tokens and users go on to the cache, one of the settings makes it read them
/// and compile a new generation. Until the store answers, what was known stays in force.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ChangeDispatcher(
    ISettingsStore store, SettingsState state, GatewayConfigProvider configuration, GatewayState gateway, TokenCache cache,
    IHostApplicationLifetime lifetime, TimeProvider time, ILoggerFactory loggers)
    : IChangeSink, ISettingsRefresh, IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(250);

    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway.Settings");
    private readonly SemaphoreSlim _turn = new(1);
    private string? _reported;
    private int _wanted;

    public void Apply(in Change change)
    {
        if (change.Kind == ChangeKind.SettingsChanged)
            Follow();
        else
            cache.Apply(change);
    }

    public void Reset()
    {
        cache.Reset();
        Follow();
    }

    public void Follow(in ChangeBatch batch)
    {
        cache.Follow(batch);
        if (batch.IsReset || batch.Changes.Any(change => change.Kind == ChangeKind.SettingsChanged))
            Follow();
    }

    public async ValueTask<AccessModel> RefreshAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            state.Current = SettingsText.Read(await store.ReadAsync(cancellationToken));
            if (gateway.Current.Access.Settings?.Set != state.Current)
                configuration.ApplySettings();
            _reported = null;
            return gateway.Current.Access;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    // One at work is enough: it looks again when more was wanted meanwhile.
    private void Follow()
    {
        if (Interlocked.Increment(ref _wanted) == 1)
            _ = Task.Run(FollowAsync);
    }

    private async Task FollowAsync()
    {
        while (!lifetime.ApplicationStopped.IsCancellationRequested)
        {
            var seen = Volatile.Read(ref _wanted);
            if (!await TryRefreshAsync())
                await Task.Delay(RetryAfter, time, lifetime.ApplicationStopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else if (Interlocked.CompareExchange(ref _wanted, 0, seen) == seen)
                return;
        }
    }

    private async Task<bool> TryRefreshAsync()
    {
        try
        {
            await RefreshAsync(CancellationToken.None);
            return true;
        }
        // Of whatever kind: the settings that somebody made must come into force in the end.
        catch (Exception failure)
        {
            if (lifetime.ApplicationStopped.IsCancellationRequested)
                return true;
            ReportOnce(failure.Message);
            return false;
        }
    }

    private void ReportOnce(string reason)
    {
        if (Interlocked.Exchange(ref _reported, reason) != reason)
            _logger.SettingsNotRead(reason);
    }
}
