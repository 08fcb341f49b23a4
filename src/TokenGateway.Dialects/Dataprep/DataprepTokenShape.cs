using System.Text;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Dataprep;

/// <summary>Recognises values of <see cref="DataprepTokenFormat"/>, which all begin with the same text, by their checksum.</summary>
internal sealed class DataprepTokenShape : IMeteredShape
{
    /// <summary>Base64 of the 12 bytes before the UUID.</summary>
    private const string Head = "eyJ0b2tlbklkIjoi";

    /// <summary>Base64 of the 12 bytes between UUID and secret.</summary>
    private const string Middle = "Iiwic2VjcmV0Ijoi";

    private const int MiddleStart = (12 + DataprepTokenFormat.UuidLength) / 3 * 4;

    /// <summary>The base64 characters that depend on the last two bytes alone.</summary>
    private const string Tail = "J9";

    public int ShortestLength => DataprepTokenFormat.Length;

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        value.Length == DataprepTokenFormat.Length && IsOurs(value) ? TokenShapeVerdict.Ours : TokenShapeVerdict.Foreign;

    public bool IsIn(ReadOnlySpan<char> text) => IsIn<NoMeter>(text);

    // Decodes a candidate only if its other fixed parts match too, so that a text that repeats the head causes few
    // decodings.
    public bool IsIn<TMeter>(ReadOnlySpan<char> text)
        where TMeter : struct, IWorkMeter
    {
        while (text.Length >= DataprepTokenFormat.Length)
        {
            var at = text.IndexOf(Head, StringComparison.Ordinal);
            TMeter.Add(at < 0 ? text.Length : at + Head.Length);
            if (at < 0 || text.Length - at < DataprepTokenFormat.Length)
                return false;
            text = text[at..];
            if (HasFixedParts(text[..DataprepTokenFormat.Length]))
            {
                TMeter.Add(DataprepTokenFormat.Length);
                if (IsOurs(text[..DataprepTokenFormat.Length]))
                    return true;
            }

            text = text[Head.Length..];
        }

        return false;
    }

    private static bool HasFixedParts(ReadOnlySpan<char> value) =>
        value[MiddleStart..].StartsWith(Middle, StringComparison.Ordinal) && value.EndsWith(Tail, StringComparison.Ordinal);

    private static bool IsOurs(ReadOnlySpan<char> value)
    {
        Span<byte> bytes = stackalloc byte[DataprepTokenFormat.JsonLength];
        if (!value.StartsWith(Head, StringComparison.Ordinal) || !Convert.TryFromBase64Chars(value, bytes, out var length) || length != DataprepTokenFormat.JsonLength)
            return false;
        Span<char> json = stackalloc char[DataprepTokenFormat.JsonLength];
        Encoding.Latin1.GetChars(bytes, json);
        var uuid = json.Slice(DataprepTokenFormat.Head.Length, DataprepTokenFormat.UuidLength);
        var rest = json[(DataprepTokenFormat.Head.Length + DataprepTokenFormat.UuidLength)..];
        if (!rest.StartsWith(DataprepTokenFormat.Middle, StringComparison.Ordinal) || !rest.EndsWith(DataprepTokenFormat.Tail, StringComparison.Ordinal))
            return false;
        var secret = rest.Slice(DataprepTokenFormat.Middle.Length, DataprepTokenFormat.SecretLength);
        Span<char> body = stackalloc char[DataprepTokenFormat.UuidLength + DataprepTokenFormat.SecretLength - TokenChecksum.HexLength];
        uuid.CopyTo(body);
        secret[..^TokenChecksum.HexLength].CopyTo(body[DataprepTokenFormat.UuidLength..]);
        return TokenChecksum.MatchesHex(body, secret[^TokenChecksum.HexLength..]);
    }
}
