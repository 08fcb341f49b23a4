using System.Runtime.InteropServices;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.GoodData;

/// <summary>
/// One pass over a stretch of base64, read in groups of four from a given phase on, for all values that could begin in
/// it. A value begins at the start of a run or behind a <c>/</c>, which may as well be part of it or stand before it in a
/// path; whether one ends at a group depends on the last two colons alone and on the latest beginning before them.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct GoodDataScan(ReadOnlySpan<char> text, int start, int end)
{
    private const int None = int.MinValue / 2;

    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>How many bytes were read.</summary>
    private int _bytes;

    /// <summary>The latest beginning; those before the last colon and the colon before that.</summary>
    private int _begin = None;
    private int _beginBeforeLast = None;
    private int _beginBeforeOther = None;

    private int _lastColon = None;
    private int _otherColon = None;

    /// <summary>Whether a value stands there that begins a multiple of four behind <paramref name="phase"/>.</summary>
    public bool Finds(int phase)
    {
        var at = start + phase;
        for (; at + 4 <= end; at += 4)
        {
            var three = GoodDataBase64.Read(_text.Slice(at, 4));
            if (three < 0)
                PassOver(at);
            else if (Take(three, at) && IsWhole(3, at + 4) && GoodDataBase64.MayEndAt(_text, at + 4))
                return true;
        }

        return at < end && at + 4 <= _text.Length && EndsPadded(at);
    }

    // The framework's reader passes over white space, and so over a group of nothing else.
    private void PassOver(int at)
    {
        if (!_text.Slice(at, 4).IsWhiteSpace())
            Forget();
    }

    /// <returns>False: no value holds these bytes.</returns>
    private bool Take(int three, int at)
    {
        if (HoldsControl((uint)three))
        {
            Forget();
            return false;
        }

        if ((three >> 16) != ':' && Begins(at))
            _begin = at;
        if (HoldsColon((uint)three))
            TakeColons(three);
        _bytes += 3;
        return true;
    }

    private readonly bool Begins(int at) => at == start || _text[at - 1] is '/' || !GoodDataBase64.Alphabet.Contains(_text[at - 1]);

    private void TakeColons(int three)
    {
        for (var i = 0; i < 3; i++)
        {
            if ((byte)(three >> (16 - 8 * i)) != ':')
                continue;
            (_otherColon, _lastColon) = (_lastColon, _bytes + i);
            (_beginBeforeOther, _beginBeforeLast) = (_beginBeforeLast, _begin);
        }
    }

    /// <summary>Whether the last <paramref name="bytes"/> bytes of a value were read before the group's end.</summary>
    private readonly bool IsWhole(int bytes, int groupEnd) =>
        _bytes - 3 + bytes - _lastColon == GoodDataTokenFormat.SecretLength + 1
        && _lastColon - _otherColon > 1 && _beginBeforeOther >= 0 && groupEnd - _beginBeforeOther <= TokenDigest.MaxValueLength;

    private bool EndsPadded(int at)
    {
        Span<byte> three = stackalloc byte[3];
        var group = _text.Slice(at, 4);
        if (group[3] != '=' || !Convert.TryFromBase64Chars(group, three, out var length) || length == 0)
            return false;

        // What is missing is no colon and no control character, and is not counted.
        three[length..].Fill((byte)'=');
        return Take((three[0] << 16) | (three[1] << 8) | three[2], at) && IsWhole(length, at + 4) && GoodDataBase64.IsCanonical(group, three[..length]);
    }

    private void Forget() => _begin = _beginBeforeLast = _beginBeforeOther = _lastColon = _otherColon = None;

    // UTF-8 of names, without control characters: below 0x20, or 0x7f.
    private static bool HoldsControl(uint three) =>
        (((three - 0x202020) & ~three & 0x808080) | HoldsZero(three ^ 0x7f7f7f)) != 0;

    private static bool HoldsColon(uint three) => HoldsZero(three ^ 0x3a3a3a) != 0;

    private static uint HoldsZero(uint three) => (three - 0x010101) & ~three & 0x808080;
}
