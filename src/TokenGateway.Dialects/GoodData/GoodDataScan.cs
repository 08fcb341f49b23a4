using System.Runtime.InteropServices;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.GoodData;

/// <summary>
/// One pass over base64, in groups of four from a given phase, for all values that could begin in it. A value begins at the
/// start of a run or after a <c>/</c>, which may be part of it or precede it in a path. Whether one ends at a group depends
/// on the last two colons and on the latest beginning before them, and no group is searched for that twice.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct GoodDataScan(ReadOnlySpan<char> text, int start, int end)
{
    private const int None = int.MinValue / 2;

    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>The last two colons, by the number of bytes before them, and the group of the earlier one.</summary>
    private int _lastColon = None;
    private int _otherColon = None;
    private int _lastGroup = None;
    private int _otherGroup = None;

    /// <summary>The latest beginning in the groups before <see cref="_sought"/>.</summary>
    private int _begin = None;
    private int _sought;

    /// <summary>Whether there is a value that begins a multiple of four after <paramref name="phase"/>.</summary>
    public bool Finds(int phase)
    {
        // No open value begins before this. Not a field: each group would wait for the previous one's write to memory.
        var earliest = start + phase;
        var (at, bytes) = (earliest, 0);
        _sought = at;
        foreach (var group in MemoryMarshal.Cast<char, ulong>(at < end ? _text[at..end] : default))
        {
            var three = GoodDataBase64.Read(group);
            var groupEnd = at + 4;
            if (three >= 0)
                bytes += 3;
            else if (!IsPassedOver(at))
                earliest = groupEnd;

            // Without a branch, which random text would mispredict at every third group. A colon beside a control character
            // is then before the earliest beginning, and so in no value.
            earliest += (groupEnd - earliest) & GoodDataBytes.ControlMask(three);
            if (GoodDataBytes.HoldColon(three))
                TakeColons(three, bytes - 3, at);
            if (bytes - _lastColon == GoodDataTokenFormat.SecretLength + 1 && IsWhole(groupEnd, earliest) && GoodDataBase64.MayEndAt(_text, groupEnd))
                return true;
            at = groupEnd;
        }

        return at < end && at + 4 <= _text.Length && EndsPadded(at, bytes, earliest);
    }

    // The framework's decoder skips white space, and so a group of nothing else.
    private readonly bool IsPassedOver(int at) => _text.Slice(at, 4).IsWhiteSpace();

    private void TakeColons(int three, int bytes, int at)
    {
        for (var i = 0; i < 3; i++)
        {
            if ((byte)(three >> (16 - 8 * i)) != ':')
                continue;
            (_otherColon, _otherGroup) = (_lastColon, _lastGroup);
            (_lastColon, _lastGroup) = (bytes + i, at);
        }
    }

    // Neither the id between the colons nor the user before them is empty.
    private bool IsWhole(int groupEnd, int earliest) =>
        _lastColon - _otherColon > 1 && _otherGroup >= earliest
        && LatestBegin(groupEnd - TokenDigest.MaxValueLength) >= Math.Max(earliest, groupEnd - TokenDigest.MaxValueLength);

    /// <summary>
    /// Where the last value begins that has a character before the earlier colon; ignores those before
    /// <paramref name="from"/>.
    /// </summary>
    private int LatestBegin(int from)
    {
        for (var at = _otherGroup; at >= Math.Max(_sought, from); at -= 4)
        {
            if (!Begins(at))
                continue;
            _begin = at;
            break;
        }

        _sought = Math.Max(_sought, _otherGroup + 4);
        return _begin;
    }

    private readonly bool Begins(int at) =>
        (at == start || _text[at - 1] is '/' || !GoodDataBase64.Alphabet.Contains(_text[at - 1]))
        && GoodDataBase64.Read(_text.Slice(at, 4)) is var three and >= 0 && three >> 16 != ':';

    private bool EndsPadded(int at, int bytes, int earliest)
    {
        Span<byte> three = stackalloc byte[3];
        var group = _text.Slice(at, 4);
        if (group[3] != '=' || !Convert.TryFromBase64Chars(group, three, out var length) || length == 0)
            return false;

        // The filler is neither a colon nor a control character, and is not counted.
        three[length..].Fill((byte)'=');
        var number = (three[0] << 16) | (three[1] << 8) | three[2];
        if (GoodDataBytes.ControlMask(number) != 0)
            return false;
        TakeColons(number, bytes, at);
        return bytes + length - _lastColon == GoodDataTokenFormat.SecretLength + 1 && IsWhole(at + 4, earliest) && GoodDataBase64.IsCanonical(group, three[..length]);
    }
}
