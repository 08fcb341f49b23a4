using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Texts;

namespace TokenGateway.ConfigFiles;

/// <summary>
/// Reads the whole file, validates it, and only then replaces its values. .NET's own file provider clears its values on a
/// parse error, is empty while a file is replaced, and does not detect the symbolic links that Kubernetes swaps.
/// </summary>
internal sealed class PolledJsonProvider(PolledJsonSource source, string path) : JsonStreamConfigurationProvider(source), IJsonTextSource
{
    private byte[] _seen = [];

    public string FileName => Path.GetFileName(path);

    public ReadOnlyMemory<byte> Text { get; private set; }

    /// <exception cref="ConfigurationInvalidException">The file is unreadable or not a JSON object.</exception>
    public override void Load()
    {
        var file = Read();
        _seen = SHA256.HashData(file);
        var before = Text;
        var text = file[(file.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0)..];
        Text = text;
        try
        {
            Check(text);
            Load(new MemoryStream(text));
        }
        catch
        {
            Text = before;
            throw;
        }
    }

    /// <summary>Whether the file's bytes have changed since it was last loaded or rejected; false while it is unreadable.</summary>
    public bool HasNewContent()
    {
        try
        {
            return !SHA256.HashData(File.ReadAllBytes(path)).AsSpan().SequenceEqual(_seen);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Being replaced: keep the loaded values.
            return false;
        }
    }

    private byte[] Read()
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Invalid("", $"cannot read the file: {failure.Message}", null);
        }
    }

    private void Check(byte[] text)
    {
        if (Utf8TextReader.IsOtherEncoding(text))
            throw Invalid("", $"the file {NotUtf8Exception.Fault}", null);
        if (text.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
            throw Invalid("", "the file is empty. `tokengateway config init` writes a sample", null);
        try
        {
            using var document = UnicodeJson.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw Invalid("", "a JSON object is expected", 1);
        }
        catch (NotUnicodeException failure)
        {
            throw Invalid("", "a key or a value is not Unicode: half of a surrogate pair, or not UTF-8", (int)(failure.LineNumber ?? 0) + 1);
        }
        catch (JsonException failure)
        {
            throw Invalid(failure.Path?.TrimStart('$', '.') ?? "", "not JSON: " + Reason(failure), (int)(failure.LineNumber ?? 0) + 1);
        }

        if (JsonTextWalk.Read(FileName, text)?.Errors is { Count: > 0 } errors)
            throw new ConfigurationInvalidException(errors);
    }

    // Errors have their own form for the position, so the parser's is cut off.
    private static string Reason(JsonException failure)
    {
        var end = failure.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? failure.Message : failure.Message[..end];
    }

    private ConfigurationInvalidException Invalid(string at, string message, int? line) =>
        new([new ConfigError(at.Length == 0 ? FileName : at, message, line is null ? null : $"{FileName} line {line}")]);
}
