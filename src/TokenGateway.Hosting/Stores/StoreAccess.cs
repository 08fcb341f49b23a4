using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.Model;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Hosting.Stores;

/// <summary>Opens the store of the first configuration and sizes the cache in front of it. These keys are read only at startup.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class StoreAccess : IAsyncDisposable
{
    public StoreAccess(GatewayConfigProvider configuration, GatewayLoader loader, GatewayTimings timings, TimeProvider time, ILoggerFactory loggers)
    {
        configuration.GetConfig();
        var written = configuration.Loaded!.Written;
        Store = UnderPepper(Open(written, loader.BaseFolder, time, checkForDamage: true), configuration.Loaded!.Model);
        Report(Store, loggers.CreateLogger("TokenGateway.Store"));
        AuditRetention = written.Audit.Retention;
        UsageResolution = written.Usage.Resolution;
        Cache = new TokenCache(written.Cache.Capacity, time);
        Freshness = new Freshness(time, isAlwaysFresh: Store.Changes is null, timings.ChangesAnswer);
        VerifierOptions = new VerifierOptions { MaxAge = written.Cache.MaxAge, OutageGrace = written.Store.OutageGrace };
    }

    public OpenedStore Store { get; }

    /// <summary>The retention of audit records; null: unlimited.</summary>
    public TimeSpan? AuditRetention { get; }

    /// <summary>The minimum advance of a last use before it is written.</summary>
    public TimeSpan UsageResolution { get; }

    public TokenCache Cache { get; }

    public Freshness Freshness { get; }

    public VerifierOptions VerifierOptions { get; }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    internal static OpenedStore UnderPepper(OpenedStore store, GatewayModel model) =>
        model.Pepper is { } pepper ? store with { Tokens = new PepperedTokenStore(store.Tokens, pepper) } : store;

    /// <summary>Opens the store of a configuration.</summary>
    /// <exception cref="ConfigurationInvalidException">The connection string, or the key of the audit log, is unusable.</exception>
    /// <exception cref="StoreVersionException">The store has a newer schema, or an older one and migration is off.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be opened or created.</exception>
    internal static OpenedStore Open(
        GatewayConfig written, string baseFolder, TimeProvider time, bool checkForDamage = false, bool checkAuditKey = true, bool migrates = true, bool creates = true)
    {
        var auditKey = AuditRules.ReadKey(written.Audit, baseFolder);
        return OnStore(written, baseFolder, options => Storage.Stores.Open(
            options with
            {
                CheckForDamage = checkForDamage,
                AuditKey = auditKey,
                CheckAuditKey = checkAuditKey,
                Migrates = migrates,
                Creates = creates,
            },
            time));
    }

    private static void Report(OpenedStore store, ILogger logger)
    {
        if (store.Migration is { Copy: { } copy } migration)
            logger.StoreMigrated(migration.Path, migration.From, migration.To, copy);
        else if (store.Migration is { } shared)
            logger.SharedStoreMigrated(shared.Path, shared.From, shared.To);
        if (store.Exposed.Count > 0)
            logger.StoreExposed(string.Join(' ', store.Exposed));
    }

    /// <summary>Runs an operation on the store of a configuration, without opening it.</summary>
    /// <exception cref="ConfigurationInvalidException">The connection string is unusable, or there is no store.</exception>
    internal static T OnStore<T>(GatewayConfig written, string baseFolder, Func<StoreOptions, T> work)
    {
        var options = OptionsOf(written, baseFolder);
        try
        {
            return work(options);
        }
        catch (ArgumentException wrong)
        {
            throw new ConfigurationInvalidException([new ConfigError(ConfigPath.Join(written.Store.Path, options.Provider == Storage.Backends.StoreProvider.None ? "Provider" : "ConnectionString"), wrong.Message, null)]);
        }
    }

    /// <summary>Copies the store of one configuration into that of another.</summary>
    /// <exception cref="ConfigurationInvalidException">One of them has no store, or the key of its audit log is unusable.</exception>
    internal static Task<StoreCopyResult> CopyAsync(
        (GatewayConfig Written, string BaseFolder) source, (GatewayConfig Written, string BaseFolder) target, bool finishes,
        IProgress<StoreCopyProgress> progress, CancellationToken cancellationToken)
    {
        foreach (var (written, _) in new[] { source, target })
        {
            if (written.Store.Provider == Configuration.Sections.StoreProvider.None)
                throw new ConfigurationInvalidException([new ConfigError(ConfigPath.Join(written.Store.Path, "Provider"), "there is no store to copy: everything is declared in the file", null)]);
        }

        var from = OptionsOf(source.Written, source.BaseFolder);
        var to = OptionsOf(target.Written, target.BaseFolder) with { AuditKey = AuditRules.ReadKey(target.Written.Audit, target.BaseFolder) };
        return Storage.Stores.CopyAsync(from, to, finishes, progress, TimeProvider.System, cancellationToken);
    }

    private static StoreOptions OptionsOf(GatewayConfig written, string baseFolder)
    {
        var store = written.Store;
        var provider = store.Provider switch
        {
            Configuration.Sections.StoreProvider.Sqlite => Storage.Backends.StoreProvider.Sqlite,
            Configuration.Sections.StoreProvider.PostgreSql => Storage.Backends.StoreProvider.PostgreSql,
            _ => Storage.Backends.StoreProvider.None,
        };
        return new StoreOptions(provider, StoreRules.ReadConnectionString(store, baseFolder), baseFolder) { Notifies = store.Notifications };
    }
}
