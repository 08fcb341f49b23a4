using TokenGateway.Core.Refusals;
using TokenGateway.Core.Settings;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>The rules for run-time settings: who may see and change them, within the limits of the file.</summary>
/// <remarks>Members throw <see cref="StoreUnavailableException"/> when the store does not respond; nothing has changed then.</remarks>
public sealed class SettingsLifecycle(ISettingsStore store, IChangeSink changes, ISettingsRefresh refresh)
{
    public LifecycleResult<EffectiveSettings> Get(Actor actor, AccessModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (ManagementRules.MayManageSettings(actor) is { } forbidden)
            return forbidden;
        return InForce(model);
    }

    /// <summary>
    /// Sets the settings in <paramref name="names"/> that have a value in <paramref name="wanted"/>, and resets the others
    /// in it. Effective in this process on return; on every other node within a second.
    /// </summary>
    public async ValueTask<LifecycleResult<EffectiveSettings>> SetAsync(
        Actor actor, RunTimeSettings wanted, IReadOnlySet<SettingName> names, AccessModel model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(model);
        if ((ManagementRules.MayManageSettings(actor) ?? CheckValues(wanted) ?? CheckFile(wanted, names, InForce(model))) is { } refusal)
            return refusal;
        if (names.Count == 0)
            return InForce(model);
        var changed = names.ToDictionary(name => name.ToString(), name => SettingsText.Write(name, wanted), StringComparer.Ordinal);
        await store.WriteAsync(changed, SettingsAudit.Changed(actor, InForce(model).Set, wanted, names), cancellationToken);
        changes.Apply(new Change(ChangeKind.SettingsChanged, ""));
        return InForce(await refresh.RefreshAsync(cancellationToken));
    }

    private static EffectiveSettings InForce(AccessModel model) =>
        model.Settings ?? new EffectiveSettings(new ConfiguredSettings(model.Tokens, []), RunTimeSettings.None);

    private static LifecycleError? CheckValues(RunTimeSettings wanted)
    {
        if (wanted.MaxPerUser < 1)
            return new(RefusalCode.InvalidValue, "maxPerUser: a number from 1 is expected.");
        return wanted.MaxLifetime <= TimeSpan.Zero || wanted.MaxLifetime > RunTimeSettings.LongestLifetime
            ? new(RefusalCode.InvalidValue, $"maxLifetime: a time of more than zero and at most {RunTimeSettings.LongestLifetime.TotalDays:0} days is expected.")
            : null;
    }

    private static LifecycleError? CheckFile(RunTimeSettings wanted, IReadOnlySet<SettingName> names, EffectiveSettings now)
    {
        foreach (var name in names.Order())
        {
            if (now.File.IsLooser(name, wanted))
                return new(RefusalCode.SetInFile, $"The configuration file sets TokenGateway:Tokens:{name}; a setting can only be stricter.");
        }

        return null;
    }
}
