namespace TokenGateway.Edge.Configuration.Compilation;

/// <summary>Reads a secret from a file that the configuration names.</summary>
internal static class SecretFile
{
    private const long MostBytes = 64 * 1024;

    /// <summary>The text without the end of its last line; null: it cannot be read, which is an error at <paramref name="path"/>.</summary>
    public static string? Read(string file, string path, CompilerContext context)
    {
        try
        {
            var full = Path.Combine(context.BaseFolder, file);
            if (new FileInfo(full).Length <= MostBytes)
                return File.ReadAllText(full).TrimEnd('\r', '\n');
            context.Errors.Add(path, $"the file has more than {MostBytes / 1024} KB");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            context.Errors.Add(path, $"cannot be read: {failure.Message}");
        }

        return null;
    }
}
