using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Texts;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Requests;

/// <summary>Describes a JSON error in our own words: the parser's message may repeat input.</summary>
internal static class JsonFault
{
    public static string Describe(JsonException wrong) => wrong switch
    {
        NotUnicodeException { LineNumber: { } line, BytePositionInLine: { } at } => $"The body contains text that is not Unicode (line {line + 1}, byte {at + 1}).",
        { LineNumber: { } line, BytePositionInLine: { } at } => $"The body is not JSON (line {line + 1}, byte {at + 1}).",

        // The parser names a duplicate member without its position.
        _ => "The body has a duplicate member.",
    };

    public static ApiException OfMember<T>(JsonException wrong, JsonTypeInfo<T> type)
    {
        var path = wrong.Path is ['$', '.', .. var rest] ? rest : wrong.Path ?? "$";
        var member = path.Split('[', '.')[0];
        var property = type.Properties.FirstOrDefault(one => one.Name == member);
        if (property is not null && path.StartsWith(member + ".", StringComparison.Ordinal) && type.Options.TryGetTypeInfo(property.PropertyType, out var inner))
            return OfInner(member, path[(member.Length + 1)..], inner);
        return ApiException.Value(property is null ? "The body" : path, $"{ExpectedOf(property?.PropertyType, path != member)} is expected.");
    }

    // An unknown name may be anything, even a misplaced value.
    private static ApiException OfInner(string member, string name, JsonTypeInfo inner) =>
        inner.Properties.FirstOrDefault(one => one.Name == name) is { } known
            ? ApiException.Value($"{member}.{name}", $"{ExpectedOf(known.PropertyType, isInList: false)} is expected.")
            : new ApiException(RefusalCode.InvalidRequest, $"{member}: unknown member. Allowed: {string.Join(", ", inner.Properties.Select(one => one.Name))}.");

    private static string ExpectedOf(Type? type, bool isInList)
    {
        var inner = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        return inner == typeof(IReadOnlyList<long>) ? isInList ? "a whole number" : "a list of whole numbers"
            : inner == typeof(string) || isInList ? "a text"
            : inner == typeof(bool) ? "true or false"
            : inner == typeof(int) ? "a whole number"
            : inner == typeof(IReadOnlyList<string>) ? "a list of texts"
            : "a JSON object";
    }
}
