using System.Collections.Immutable;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Edge.Compilation;

/// <summary>Reads the encryption keys of recoverable token values.</summary>
internal static class VaultCompiler
{
    private static readonly char[] Between = [' ', '\t', '\r', '\n', ','];

    /// <summary>Null: values are not recoverable, or there are errors.</summary>
    public static RecoverableSecrets? Compile(TokensConfig tokens, Pepper? pepper, CompilerContext context)
    {
        if (!tokens.Recoverable)
            return null;
        var path = ConfigPath.Join(tokens.Path, tokens.RecoveryKey is null ? "RecoveryKeyFile" : "RecoveryKey");
        var text = tokens.RecoveryKey ?? (tokens.RecoveryKeyFile is { } file ? SecretFile.Read(file, path, context.BaseFolder, context.Errors) : null);
        if (text is null)
            return null;
        var keys = text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(KeyOf).ToImmutableArray();
        if (!keys.IsEmpty && !keys.Contains(null))
            return new RecoverableSecrets([.. keys.OfType<RecoveryKey>()], pepper);
        context.Errors.Add(path, $"{RecoveryKey.Length} bytes in base64 are expected, as `openssl rand -base64 32` prints them; list several keys one after the other, the one for new values first");
        return null;
    }

    private static RecoveryKey? KeyOf(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == RecoveryKey.Length ? new RecoveryKey(bytes.AsSpan(0, length)) : null;
    }
}
