using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Audit</c>.</summary>
internal static class AuditSection
{
    public const string Key = "Audit";

    private static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(400);

    public static readonly ObjectShape Shape = new(
        new("Retention", new DurationShape("1d", "36500d") { Nullable = true }, "How long records are stored; null: they are never deleted.", "\"400d\""),
        new("Key", new TextShape { What = "a key", MaxLength = 1024, Secret = true }, "Seals the records: at least 32 random bytes, in base64 or hexadecimal. Without Key and KeyFile: audit.key beside the store."),
        new("KeyFile", Texts.Any, "A file with the key."));

    public static AuditConfig Read(ConfigNode? gateway)
    {
        var node = gateway?[Key];
        return new AuditConfig
        {
            Path = $"{ConfigPath.Gateway}:{Key}",
            Retention = node.Duration("Retention", DefaultRetention),
            Key = node.Text("Key"),
            KeyFile = node.Text("KeyFile"),
        };
    }

    /// <summary>The rules that join several keys.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        var audit = Read(gateway);
        if (audit is { Key: not null, KeyFile: not null })
            errors.Add(audit.Path, "only one of \"Key\" and \"KeyFile\" is allowed");
    }
}
