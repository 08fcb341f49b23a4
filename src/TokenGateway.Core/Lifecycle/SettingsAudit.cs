using TokenGateway.Core.Auditing;
using TokenGateway.Core.Settings;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Audit entries about settings.</summary>
internal static class SettingsAudit
{
    public static AuditEntry Changed(Actor actor, RunTimeSettings before, RunTimeSettings after, IReadOnlySet<SettingName> names) => new(
        actor.Audit, AuditAction.SettingsChanged, "settings", Describe(before, names), Describe(after, names));

    private static string Describe(RunTimeSettings settings, IReadOnlySet<SettingName> names) => TokenAudit.Json(json =>
    {
        foreach (var name in names.Order())
        {
            json.WritePropertyName(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name.ToString()));
            json.WriteRawValue(SettingsText.Write(name, settings) ?? "null");
        }
    });
}
