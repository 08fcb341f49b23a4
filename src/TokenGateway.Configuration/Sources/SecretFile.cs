using TokenGateway.Configuration.Errors;
using TokenGateway.Core.Storage;

namespace TokenGateway.Configuration.Sources;

/// <summary>Reads a secret from a configured file.</summary>
internal static class SecretFile
{
    /// <summary>The text without its final line break; null: unreadable, which is an error at <paramref name="path"/>.</summary>
    public static string? Read(string file, string path, string baseFolder, ConfigErrors errors)
    {
        if (TryRead(file, baseFolder, out var text) is not { } fault)
            return text;
        errors.Add(path, fault);
        return null;
    }

    /// <summary>The fault of the file, or null.</summary>
    public static string? TryRead(string file, string baseFolder, out string? text)
    {
        text = null;
        try
        {
            text = SmallFile.ReadText(Path.Combine(baseFolder, file)).TrimEnd('\r', '\n');
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {failure.Message}";
        }
    }
}
