using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Auditing;

namespace TokenGateway.Edge.Compilation;

/// <summary>The configured key of the audit log.</summary>
internal static class AuditRules
{
    private static readonly string Needed =
        $"at least {AuditChain.MinKeyLength} bytes in base64 or hexadecimal are expected, as `openssl rand -base64 32` prints them";

    public static void Check(AuditConfig audit, string baseFolder, ConfigErrors errors)
    {
        if (Read(audit, baseFolder, out _) is { } fault)
            errors.Add(PathOf(audit), fault);
    }

    /// <summary>The key; null: none is configured.</summary>
    /// <exception cref="ConfigurationInvalidException">The key is unusable, or its file has become so.</exception>
    public static byte[]? ReadKey(AuditConfig audit, string baseFolder) => Read(audit, baseFolder, out var key) is { } fault
        ? throw new ConfigurationInvalidException([new ConfigError(PathOf(audit), fault, null)])
        : key;

    private static string PathOf(AuditConfig audit) => ConfigPath.Join(audit.Path, audit.Key is not null ? "Key" : "KeyFile");

    // The fault. Does not repeat the text, which may be a mistyped key.
    private static string? Read(AuditConfig audit, string baseFolder, out byte[]? key)
    {
        key = null;
        var text = audit.Key;
        if (text is null && audit.KeyFile is { } file && SecretFile.TryRead(file, baseFolder, out text) is { } fault)
            return fault;
        key = text is null ? null : Decode(text.Trim());
        return text is null || key?.Length >= AuditChain.MinKeyLength ? null : Needed;
    }

    // Hexadecimal digits are also base64 letters: a text that is valid as both is hexadecimal.
    private static byte[]? Decode(string text)
    {
        if (text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit))
            return Convert.FromHexString(text);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
