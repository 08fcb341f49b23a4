using TokenGateway.Core.Texts;

namespace TokenGateway.Core.Storage;

/// <summary>Reads secret files. They are short; a wrong path may lead to a log, or to an endless device without a length.</summary>
public static class SmallFile
{
    /// <summary>The maximum number of bytes.</summary>
    internal const int MostBytes = 64 * 1024;

    /// <exception cref="IOException">The file is unreadable, or has more than <see cref="MostBytes"/> bytes.</exception>
    /// <exception cref="NotUtf8Exception">It is not text, or not in UTF-8.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
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
