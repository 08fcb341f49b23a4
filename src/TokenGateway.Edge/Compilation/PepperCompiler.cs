using System.Collections.Immutable;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Edge.Compilation;

/// <summary>Reads the pepper's keys. Like the store, they are read only at startup.</summary>
internal static class PepperCompiler
{
    /// <summary>Null: none, or there are errors.</summary>
    public static Pepper? Compile(TokensConfig tokens, CompilerContext context)
    {
        var keys = tokens.Pepper.Select(written => CompileKey(written, context)).OfType<PepperKey>().ToImmutableArray();
        return keys.IsEmpty ? null : new Pepper(keys, tokens.PepperRequired);
    }

    private static PepperKey? CompileKey(PepperKeyConfig written, CompilerContext context)
    {
        var path = ConfigPath.Join(written.Path, written.Key is null ? "KeyFile" : "Key");
        if ((written.Key ?? ReadFile(written, path, context)) is not { } text)
            return null;
        var key = new byte[text.Length];
        if (Convert.TryFromBase64String(text, key, out var length) && length >= Pepper.MinKeyLength)
            return new PepperKey(written.Id, key.AsSpan(0, length));
        context.Errors.Add(path, $"at least {Pepper.MinKeyLength} bytes in base64 are expected, as `openssl rand -base64 32` prints them");
        return null;
    }

    private static string? ReadFile(PepperKeyConfig written, string path, CompilerContext context) =>
        written.KeyFile is { } file ? SecretFile.Read(file, path, context.BaseFolder, context.Errors)?.Trim() : null;
}
