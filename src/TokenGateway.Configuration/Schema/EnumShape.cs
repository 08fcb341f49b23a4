using System.Text.Json;
using TokenGateway.Configuration.Errors;

namespace TokenGateway.Configuration.Schema;

/// <summary>One of a few words, ignoring case.</summary>
internal sealed record EnumShape(params string[] Words) : ScalarShape
{
    public override string Name => Words.Length == 1 ? $"\"{Words[0]}\"" : "one of " + string.Join(", ", Words);

    public override string? FaultOf(string value) =>
        Words.Any(word => ConfigPath.Same(word, value))
            ? null
            : $"{Name} is expected, not {Show(value)}{Suggestion.Ask(value, Words)}";

    public override void WriteSchema(Utf8JsonWriter schema)
    {
        schema.WriteStartArray("enum");
        foreach (var word in Words)
            schema.WriteStringValue(word);
        if (Nullable)
            schema.WriteNullValue();
        schema.WriteEndArray();
    }
}
