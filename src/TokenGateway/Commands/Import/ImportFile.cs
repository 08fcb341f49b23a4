using System.Text;
using System.Text.Json;
using Microsoft.VisualBasic.FileIO;
using TokenGateway.Core.Texts;

namespace TokenGateway.Commands.Import;

/// <summary>Reads an import file: CSV (RFC 4180, with a head line) or one JSON object a line.</summary>
internal static class ImportFile
{
    /// <summary>More would not fit one transaction that others wait for.</summary>
    public const int MaxLines = 1_000_000;

    private static readonly string[] Known =
    [
        ImportLine.Digest, "owner", "name", "description", "externalId", "role", "permissions", "realm", "manages", "notBefore", "expiresAt", "addresses",
    ];

    /// <exception cref="UsageException">There is no such file, or it is no import file at all.</exception>
    public static IReadOnlyList<ImportLine> Read(string path)
    {
        try
        {
            var lines = IsJson(path) ? ReadJson(path) : ReadCsv(path);
            return lines.Count switch
            {
                0 => throw new UsageException($"{path}: there is no line to import."),
                > MaxLines => throw new UsageException($"{path}: at most {MaxLines} lines at once; split the file."),
                _ => lines,
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {failure.Message}", failure);
        }
    }

    private static bool IsJson(string path) =>
        path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static List<ImportLine> ReadJson(string path)
    {
        var lines = new List<ImportLine>();
        var number = 0;
        foreach (var text in File.ReadLines(path, Encoding.UTF8))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(text))
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
                    return ImportLine.Unreadable(number, $"{member.Name} stands there twice");
            }

            return new ImportLine(number, texts);
        }
        catch (NotUnicodeException)
        {
            return ImportLine.Unreadable(number, "a name or a text in it is not Unicode");
        }
        catch (JsonException)
        {
            // Its message may repeat a piece of the line.
            return ImportLine.Unreadable(number, "this is no JSON");
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

    private static List<ImportLine> ReadCsv(string path)
    {
        using var parser = new TextFieldParser(path, Encoding.UTF8) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = true };
        var columns = parser.ReadFields() ?? throw new UsageException($"{path}: the file is empty.");
        foreach (var column in columns)
        {
            if (FaultOf(column) is { } unknown)
                throw new UsageException($"{path} line 1: {unknown}");
        }

        var lines = new List<ImportLine>();
        while (!parser.EndOfData)
            lines.Add(ReadFields(parser, columns));
        return lines;
    }

    private static ImportLine ReadFields(TextFieldParser parser, string[] columns)
    {
        var number = (int)parser.LineNumber;
        try
        {
            var fields = parser.ReadFields()!;
            if (fields.Length != columns.Length)
                return ImportLine.Unreadable(number, $"{fields.Length} fields, but the head line has {columns.Length}");
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
        : $"unknown column \"{Core.Tokens.PrintableText.Escape(name)}\"{Edge.Configuration.Suggestion.Ask(name, Known)}";
}
