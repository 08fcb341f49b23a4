using System.Buffers;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Versio;

/// <summary>Recognises values of <see cref="VersioTokenFormat"/> by their checksum; all others are looked up.</summary>
internal sealed class VersioTokenShape : IMeteredShape
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(":");

    public int ShortestLength => VersioTokenFormat.Length;

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        value.Length == VersioTokenFormat.Length && IsOurs(value) ? TokenShapeVerdict.Ours : TokenShapeVerdict.Foreign;

    public bool IsIn(ReadOnlySpan<char> text) => IsIn<NoMeter>(text);

    public bool IsIn<TMeter>(ReadOnlySpan<char> text)
        where TMeter : struct, IWorkMeter
    {
        const int half = VersioTokenFormat.HalfLength;
        for (var at = SecretRuns.Next<TMeter>(text, half, Separators, half); at >= 0; at = SecretRuns.Next<TMeter>(text, at + 1 + half, Separators, half))
        {
            TMeter.Add(VersioTokenFormat.Length);
            if (IsOurs(text.Slice(at - half, VersioTokenFormat.Length)))
                return true;
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
