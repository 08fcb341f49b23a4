using TokenGateway.Core.Texts;

namespace TokenGateway.Core.Storage;

/// <summary>
/// Reads the files that hold a secret. All of them are short; a wrong name may lead to a log, or to a device that never
/// ends and tells no length.
/// </summary>
public static class SmallFile
{
    /// <summary>The most bytes that are read.</summary>
    public const int MostBytes = 64 * 1024;

    /// <exception cref="IOException">The file cannot be read, or has more than <see cref="MostBytes"/> bytes.</exception>
    /// <exception cref="NotUtf8Exception">It is no text, or one in another encoding than UTF-8.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string ReadText(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        var bytes = new byte[MostBytes + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > MostBytes)
            throw new IOException($"the file has more than {MostBytes / 1024} KB");
        using var text = new Utf8TextReader(new MemoryStream(bytes, 0, length), path);
        return text.ReadToEnd();
    }
}
