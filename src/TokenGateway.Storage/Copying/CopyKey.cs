using System.Globalization;
using System.Text.Json;

namespace TokenGateway.Storage.Copying;

/// <summary>The text form of a key, for dictionaries and marks.</summary>
internal static class CopyKey
{
    private const char Number = 'n';
    private const char Text = 't';
    private const char Bytes = 'b';

    public static string Write(object?[] key) => string.Join(' ', key.Select(value => value switch
    {
        long number => string.Create(CultureInfo.InvariantCulture, $"{Number}{number}"),
        byte[] bytes => Bytes + Convert.ToHexStringLower(bytes),

        // JSON has no bare space in a text: it would end the value.
        string text => Text + JsonEncodedText.Encode(text).ToString().Replace(" ", "\\u0020", StringComparison.Ordinal),
        _ => throw new FormatException("A key has no such value."),
    }));

    /// <exception cref="FormatException">It is not a key.</exception>
    public static object?[] Read(string text) => [.. text.Split(' ').Select(ReadValue)];

    private static object ReadValue(string text) => text switch
    {
        [Number, .. var number] => long.Parse(number, CultureInfo.InvariantCulture),
        [Bytes, .. var hex] => Convert.FromHexString(hex),
        [Text, .. var json] => JsonDocument.Parse($"\"{json}\"").RootElement.GetString()!,
        _ => throw new FormatException("A key has no such value."),
    };
}
