using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using TokenGateway.Configuration.Errors;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Model;
using Yarp.ReverseProxy.Configuration;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// The only source of YARP's configuration: provides one validated generation after another. An invalid file changes
/// nothing, is reported, and does not block later valid ones (dotnet/yarp#2791).
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class GatewayConfigProvider : IProxyConfigProvider, IDisposable
{
    private readonly GatewayLoader _loader;
    private readonly GatewayState _state;
    private readonly IConfiguration _live;
    private readonly ILogger _logger;
    private readonly Lock _loading = new();
    private IDisposable? _watch;
    private CancellationTokenSource _changed = new();
    private volatile GatewayProxyConfig? _config;

    public GatewayConfigProvider(GatewayLoader loader, GatewayState state, IConfiguration live, ILoggerFactory loggers)
    {
        _loader = loader;
        _state = state;
        _live = live;
        _logger = loggers.CreateLogger("TokenGateway.Configuration");
    }

    /// <summary>The current generation with its configuration.</summary>
    public LoadedGateway? Loaded { get; private set; }

    /// <summary>Why the newest configuration was rejected; null: it was applied.</summary>
    public string? LastError { get; private set; }

    /// <exception cref="ConfigurationInvalidException">The first configuration is invalid, and there is no previous one.</exception>
    public IProxyConfig GetConfig()
    {
        if (_config is { } config)
            return config;
        lock (_loading)
        {
            if (_config is null)
            {
                Take(_loader.Load(null));
                _watch = Microsoft.Extensions.Primitives.ChangeToken.OnChange(_live.GetReloadToken, Reload);
            }

            return _config!;
        }
    }

    /// <summary>Applies the live configuration, or reports why not. Does not throw for an invalid configuration.</summary>
    public void Reload()
    {
        CancellationTokenSource signal;
        lock (_loading)
        {
            LoadedGateway next;
            try
            {
                next = _loader.Load(_state.Current);
            }
            catch (ConfigurationInvalidException invalid)
            {
                ReportRefused(invalid.Message);
                return;
            }

            LastError = null;
            if (next.Digest == Loaded?.Digest)
                return;
            signal = _changed;
            _changed = new CancellationTokenSource();
            Take(next);
        }

        signal.Cancel();
        signal.Dispose();
    }

    /// <summary>
    /// Recompiles the current generation with the current run-time settings. Does not read the live configuration: an
    /// invalid file must not prevent an administrator from disabling tokens.
    /// </summary>
    /// <exception cref="ConfigurationInvalidException">
    /// A previously valid input is no longer valid, for example because a secret file is gone.
    /// </exception>
    public void ApplySettings()
    {
        CancellationTokenSource signal;
        lock (_loading)
        {
            var next = _loader.Load(_state.Current, Loaded!.Frozen);
            signal = _changed;
            _changed = new CancellationTokenSource();
            Take(next);
        }

        signal.Cancel();
        signal.Dispose();
    }

    /// <summary>Records and logs a rejected configuration, once per reason.</summary>
    public void ReportRefused(string reason)
    {
        if (LastError == reason)
            return;
        LastError = reason;
        _logger.ConfigurationRefused(reason);
    }

    public void Dispose()
    {
        _watch?.Dispose();
        _changed.Dispose();
    }

    // Our part first: while YARP applies its part, requests on the old endpoints keep their generation.
    private void Take(LoadedGateway next)
    {
        if (Loaded is { } before && AtStart(before) != AtStart(next))
            _logger.ConfigurationWarning("TokenGateway:Store, TokenGateway:Cache and TokenGateway:Usage are read at start only: restart to use the new values.");
        _state.Swap(next.Model);
        Loaded = next;
        _config = new GatewayProxyConfig(next, new CancellationChangeToken(_changed.Token));
        _logger.ConfigurationLoaded(next.Routes.Count, next.Model.GenerationId);
        foreach (var warning in next.Model.Warnings)
            _logger.ConfigurationWarning(warning);

        static (object Store, object Cache, object Usage) AtStart(LoadedGateway loaded) => (loaded.Written.Store, loaded.Written.Cache, loaded.Written.Usage);
    }
}
