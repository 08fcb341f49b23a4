using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace TokenGateway.Portal.Assets;

/// <summary>A static file of the pages. Its path contains a digest of its content, so that it may be cached forever.</summary>
internal sealed class Asset
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
    }.ToFrozenDictionary();

    private readonly Lazy<byte[]> _compressed;

    private Asset(string name, byte[] content)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
        (Content, ETag) = (content, $"\"{digest}\"");
        Path = $"/assets/{System.IO.Path.GetFileNameWithoutExtension(name)}.{digest}{System.IO.Path.GetExtension(name)}";
        Type = Types[System.IO.Path.GetExtension(name)];
        _compressed = new Lazy<byte[]>(() => Compress(content));
    }

    public string Path { get; }

    public string Type { get; }

    public string ETag { get; }

    public byte[] Content { get; }

    /// <summary>Brotli-compressed (RFC 7932), on first use.</summary>
    public byte[] Compressed => _compressed.Value;

    /// <param name="name">The name of a resource in this assembly.</param>
    public static Asset Load(string name)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream("assets/" + name)
            ?? throw new InvalidOperationException($"The assembly has no asset {name}.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new Asset(name, content);
    }

    private static byte[] Compress(byte[] content)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.SmallestSize))
            brotli.Write(content);
        return target.ToArray();
    }
}
