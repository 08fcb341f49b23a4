using System.Text;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Dataprep;

namespace TokenGateway.Dialects.Tests.Search;

/// <summary>What finds a value of Dataprep by trying at every place where one could begin, whatever that costs.</summary>
internal sealed class DataprepNaiveShape : ITokenShape
{
    /// <summary>Base64 of the 12 bytes before the UUID.</summary>
    private const string Head = "eyJ0b2tlbklkIjoi";

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        value.Length == DataprepTokenFormat.Length && IsOurs(value) ? TokenShapeVerdict.Ours : TokenShapeVerdict.Foreign;

    public bool IsIn(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf(Head, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Head, StringComparison.Ordinal))
        {
            text = text[at..];
            if (text.Length >= DataprepTokenFormat.Length && IsOurs(text[..DataprepTokenFormat.Length]))
                return true;
            text = text[Head.Length..];
        }

        return false;
    }

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
