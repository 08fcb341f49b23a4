namespace TokenGateway.Demo;

/// <summary>Where the demo keeps its file and store: a given folder, or a temporary one that goes at the end.</summary>
internal sealed class DemoFolder : IDisposable
{
    private DemoFolder(string path, bool isTemporary) => (Path, IsTemporary) = (path, isTemporary);

    public string Path { get; }

    public bool IsTemporary { get; }

    public static DemoFolder Open(string? given) => given is null
        ? new DemoFolder(Directory.CreateTempSubdirectory("tokengateway-demo-").FullName, isTemporary: true)
        : new DemoFolder(Directory.CreateDirectory(given).FullName, isTemporary: false);

    public void Dispose()
    {
        if (IsTemporary)
            Directory.Delete(Path, recursive: true);
    }
}
