using System.Text.Json;
using Microsoft.VisualBasic.FileIO;
using TokenGateway.Core.Texts;

namespace TokenGateway.Commands.Import;

/// <summary>Reads an import file: CSV (RFC 4180, with a header line) or one JSON object per line.</summary>
internal static class ImportFile
{
    /// <summary>More would make one transaction too long for other writers.</summary>
    public const int MaxLines = 1_000_000;

    private const string HowToSplit = "jq -c '.[]' FILE > tokens.jsonl";

    private static readonly string[] Known =
    [
        ImportLine.Digest, "owner", "name", "description", "externalId", "role", "permissions", "realm", "manages", "notBefore", "expiresAt", "addresses",
    ];

    /// <exception cref="UsageException">The file does not exist or is not an import file.</exception>
    /// <exception cref="NotUtf8Exception">It is not text, or has another encoding.</exception>
    public static IReadOnlyList<ImportLine> Read(string path)
    {
        if (path.Length == 0)
            throw new UsageException("FILE is empty.");
        if (Directory.Exists(path))
            throw new UsageException($"Cannot read {path}: it is a folder.");
        try
        {
            using var text = new Utf8TextReader(File.OpenRead(path), path);
            var lines = IsJson(path) ? ReadJson(text, path) : ReadCsv(text, path);
            return lines.Count switch
            {
                0 => throw new UsageException($"{path}: there are no lines to import."),
                > MaxLines => throw new UsageException($"{path}: at most {MaxLines} lines at once; split the file."),
                _ => lines,
            };
        }
        catch (Exception failure) when (failure is IOException and not NotUtf8Exception or UnauthorizedAccessException)
        {
            throw new UsageException($"Cannot read {path}: {failure.Message}", failure);
        }
        catch (InvalidOperationException failure)
        {
            // The parser's error for a line that exceeds its buffer.
            throw new UsageException($"{path}: a line is longer than ten million characters.", failure);
        }
    }

    private static bool IsJson(string path) =>
        path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static List<ImportLine> ReadJson(Utf8TextReader file, string path)
    {
        var lines = new List<ImportLine>();
        for (var number = 1; file.ReadLine() is { } text; number++)
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;
            if (lines.Count == 0 && text.AsSpan().TrimStart()[0] == '[')
                throw new UsageException($"{path}: this is a JSON array; one object per line is expected. Convert it: {HowToSplit}");
            lines.Add(ReadObject(text, number));
        }

        return lines;
    }

    private static ImportLine ReadObject(string text, int number)
    {
        try
        {
            using var document = UnicodeJson.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return ImportLine.Unreadable(number, "a JSON object is expected");
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (FaultOf(member.Name) is { } unknown)
                    return ImportLine.Unreadable(number, unknown);
                if (TextOf(member.Value) is not { } value)
                    return ImportLine.Unreadable(number, $"{member.Name}: a text is expected, or a list of texts without spaces");
                if (value.Length > 0 && !texts.TryAdd(member.Name, value))
                    return ImportLine.Unreadable(number, $"{member.Name} appears twice");
            }

            return new ImportLine(number, texts);
        }
        catch (NotUnicodeException)
        {
            return ImportLine.Unreadable(number, "it contains text that is not Unicode");
        }
        catch (JsonException)
        {
            // Its message may repeat a part of the line.
            return ImportLine.Unreadable(number, "this is not JSON");
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array when value.EnumerateArray().All(IsWord) => string.Join(' ', value.EnumerateArray().Select(one => one.GetString())),
        _ => null,
    };

    private static bool IsWord(JsonElement value) => value.ValueKind == JsonValueKind.String && !value.GetString()!.Contains(' ', StringComparison.Ordinal);

    private static List<ImportLine> ReadCsv(Utf8TextReader file, string path)
    {
        if ((char)file.Peek() is '{' or '[')
            throw new UsageException($"{path}: this is JSON; one object per line is expected, in a file whose name ends in .jsonl. Convert an array: {HowToSplit}");
        using var parser = new TextFieldParser(file) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = true };
        var columns = ReadHead(parser, path);
        var lines = new List<ImportLine>();
        while (!parser.EndOfData)
            lines.Add(ReadFields(parser, columns));
        return lines;
    }

    private static string[] ReadHead(TextFieldParser parser, string path)
    {
        try
        {
            var columns = parser.ReadFields() ?? throw new UsageException($"{path}: the file is empty.");
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var column in columns)
            {
                if (FaultOf(column) is { } unknown)
                    throw new UsageException($"{path} line 1: {unknown}");
                if (!seen.Add(column))
                    throw new UsageException($"{path} line 1: column \"{column}\" appears twice.");
            }

            return columns;
        }
        catch (MalformedLineException wrong)
        {
            throw new UsageException($"{path} line 1: a quotation mark is not closed.", wrong);
        }
    }

    private static ImportLine ReadFields(TextFieldParser parser, string[] columns)
    {
        var number = (int)parser.LineNumber;
        try
        {
            var fields = parser.ReadFields()!;
            if (fields.Length != columns.Length)
                return ImportLine.Unreadable(number, $"{fields.Length} fields, but the header line has {columns.Length}");
            return new ImportLine(number, columns.Zip(fields).Where(pair => pair.Second.Length > 0)
                .ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
        }
        catch (MalformedLineException)
        {
            return ImportLine.Unreadable(number, "a quotation mark is not closed");
        }
    }

    private static string? FaultOf(string name) => Known.Contains(name, StringComparer.Ordinal)
        ? null
        : $"unknown column \"{Core.Texts.PrintableText.Escape(name)}\"{Configuration.Errors.Suggestion.Ask(name, Known)}";
}
