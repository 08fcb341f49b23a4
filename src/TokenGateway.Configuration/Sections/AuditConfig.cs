using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Audit</c>: the retention and the sealing key of the audit log. At most one of the two keys is set.</summary>
internal sealed class AuditConfig(ConfigNode? node)
{
    public const string Section = "Audit";

    private static readonly KeyList Keys = new();

    private static readonly Key<TimeSpan?> RetentionKey =
        Keys.Add<TimeSpan?>("Retention", new DurationShape("1d", "36500d") { Nullable = true }, "How long records are stored; null: they are never deleted.", "\"400d\"");

    private static readonly Key<string?> KeyKey = Keys.Add<string?>(
        "Key", new TextShape { What = "a key", MaxLength = 1024, Secret = true }, "Seals the records: at least 32 random bytes, in base64 or hexadecimal. Without Key and KeyFile: audit.key beside the store.");

    private static readonly Key<string?> KeyFileKey = Keys.Add<string?>("KeyFile", Texts.Any, "A file with the key.");

    public static readonly ObjectShape Shape = Keys.Shape;

    public string Path { get; } = ConfigPath.Join(ConfigPath.Gateway, Section);

    public TimeSpan? Retention { get; } = RetentionKey.In(node);

    /// <summary>A secret: never logged. If this and <see cref="KeyFile"/> are null: the file <c>audit.key</c> beside the store.</summary>
    public string? Key { get; } = KeyKey.In(node);

    /// <summary>A file with the key, relative to the folder of the configuration file.</summary>
    public string? KeyFile { get; } = KeyFileKey.In(node);

    /// <summary>Checks the cross-key rules.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        var audit = new AuditConfig(gateway?[Section]);
        if (audit is { Key: not null, KeyFile: not null })
            errors.Add(audit.Path, "only one of \"Key\" and \"KeyFile\" is allowed");
    }
}
