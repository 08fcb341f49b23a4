using TokenGateway.Core.Texts;

namespace TokenGateway.Commands.Demo;

/// <summary>The folder for the demo's file and store: a given one, or a temporary one that is deleted at the end.</summary>
internal sealed class DemoFolder : IDisposable
{
    private DemoFolder(string path, bool isTemporary) => (Path, IsTemporary) = (path, isTemporary);

    public string Path { get; }

    public bool IsTemporary { get; }

    /// <exception cref="UsageException">The folder is unusable.</exception>
    public static DemoFolder Open(string? given)
    {
        try
        {
            return given is null
                ? new DemoFolder(Directory.CreateTempSubdirectory("tokengateway-demo-").FullName, isTemporary: true)
                : new DemoFolder(Directory.CreateDirectory(given).FullName, isTemporary: false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{(given is null ? "Cannot create a temporary folder" : $"--data '{PrintableText.Escape(given)}': cannot be used")}: {failure.Message} Choose a writable folder with --data.", failure);
        }
    }

    public void Dispose()
    {
        if (IsTemporary)
            Directory.Delete(Path, recursive: true);
    }
}
