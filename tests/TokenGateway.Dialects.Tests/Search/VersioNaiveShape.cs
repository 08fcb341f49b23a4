using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Versio;

namespace TokenGateway.Dialects.Tests.Search;

/// <summary>What finds a value of Versio by trying at every place where one could begin, whatever that costs.</summary>
internal sealed class VersioNaiveShape : ITokenShape
{
    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        value.Length == VersioTokenFormat.Length && IsOurs(value) ? TokenShapeVerdict.Ours : TokenShapeVerdict.Foreign;

    public bool IsIn(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf(':'); at >= 0;)
        {
            if (at >= VersioTokenFormat.HalfLength && text.Length - at > VersioTokenFormat.HalfLength
                && IsOurs(text.Slice(at - VersioTokenFormat.HalfLength, VersioTokenFormat.Length)))
            {
                return true;
            }

            var next = text[(at + 1)..].IndexOf(':');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    public bool IsAcross(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (name.Length < VersioTokenFormat.HalfLength || value.Length < VersioTokenFormat.HalfLength)
            return false;
        Span<char> line = stackalloc char[VersioTokenFormat.Length];
        name[^VersioTokenFormat.HalfLength..].CopyTo(line);
        line[VersioTokenFormat.HalfLength] = ':';
        value[..VersioTokenFormat.HalfLength].CopyTo(line[(VersioTokenFormat.HalfLength + 1)..]);
        return IsOurs(line);
    }

    private static bool IsOurs(ReadOnlySpan<char> value) =>
        value[VersioTokenFormat.HalfLength] == ':'
        && !value[..VersioTokenFormat.HalfLength].ContainsAnyExcept(Base62.Characters)
        && !value[(VersioTokenFormat.HalfLength + 1)..].ContainsAnyExcept(Base62.Characters)
        && TokenChecksum.Matches(value[..VersioTokenFormat.BodyLength], value[VersioTokenFormat.BodyLength..]);
}
