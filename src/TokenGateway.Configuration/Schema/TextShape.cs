using System.Text.Json;
using System.Text.RegularExpressions;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>A text that is not empty and has no control characters, which would end a header or a log line.</summary>
internal sealed record TextShape : ScalarShape
{
    /// <summary>What the whole text must match, one of <see cref="Patterns"/>; null: anything.</summary>
    public Func<Regex>? Pattern { get; init; }

    /// <summary>The pattern in words, with an article: <c>a header name</c>.</summary>
    public string What { get; init; } = "a text";

    /// <summary>An example for messages: <c>for example X-API-Key</c>.</summary>
    public string? Hint { get; init; }

    /// <summary>The maximum number of characters.</summary>
    public int MaxLength { get; init; } = 4096;

    public override string Name => What;

    public override string? FaultOf(string value)
    {
        if (value.Length == 0)
            return $"{What} is expected, not \"\"";
        if (value.Any(char.IsControl))
            return "control characters are not allowed";
        if (value.Length > MaxLength)
            return $"{MaxLength} characters at most";
        return Pattern is null || Pattern().IsMatch(value) ? null : $"{Show(value)} is not {What}{(Hint is null ? "" : ": " + Hint)}";
    }

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        WriteType(schema, "string");
        if (Pattern is null)
            schema.WriteNumber("minLength", 1);
        else
            schema.WriteString("pattern", Pattern().ToString()[..^Patterns.End.Length] + "$");
    }

    // .NET would return true as "True" and 1.50 as "1.50", neither of which is the intended text.
    protected override bool IsScalar(ConfigNode node) =>
        base.IsScalar(node) && node.Kind is JsonValueKind.String or JsonValueKind.Undefined;
}
