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
/// Receives all changes: passes those of tokens and users to the cache; after one of the settings, reads them and has a new
/// generation compiled. Until the store responds, the previous settings stay in force.
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

    // One runner is enough: it repeats if another change arrived meanwhile.
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
        // Any exception: changed settings must eventually come into force.
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
