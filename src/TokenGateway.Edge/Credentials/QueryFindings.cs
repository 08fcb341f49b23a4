using System.Text;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Credentials;

/// <summary>The findings of a query scan so far. Offsets count from after the <c>?</c>. Allocates at the first part that is ours.</summary>
internal ref struct QueryFindings
{
    /// <summary>The remaining query, with its <c>?</c>; null while nothing is ours.</summary>
    private StringBuilder? _kept;
    private bool _keptAny;
    private int _named;
    private int _valueStart;
    private int _valueEnd;
    private bool _valueOpen;
    private bool _exact;
    private bool _repeats;

    /// <summary>Named parameters without a value; null: none.</summary>
    private List<string>? _empties;
    private string? _place;

    /// <summary>Whether the current pair is ours from its start.</summary>
    public bool PairIsOurs { get; set; }

    /// <summary>Whether anything was ours.</summary>
    public readonly bool Any => _kept is not null;

    public void Drop(ReadOnlySpan<char> text, int start)
    {
        if (_kept is not null)
            return;

        _keptAny = start > 0;
        _kept = new StringBuilder(text.Length + 1).Append('?').Append(text[..Math.Max(start - 1, 0)]);
    }

    public void Keep(ReadOnlySpan<char> text, int start, int end)
    {
        if (_kept is null)
            return;

        _kept.Append(text[(_keptAny ? start - 1 : start)..end]);
        _keptAny = true;
    }

    /// <summary>
    /// Adds a pair of the named <paramref name="place"/>. An empty one does not count if another name has a value; a
    /// repeated name counts twice, whatever its value (RFC 6750, 2).
    /// </summary>
    public void AddNamed(string place, ReadOnlySpan<char> name, int valueStart, int end, bool isEmpty)
    {
        var isEmptyElsewhere = _empties?.Contains(place) == true;
        _repeats |= isEmptyElsewhere || ReferenceEquals(_place, place);
        if (isEmpty)
        {
            if (!isEmptyElsewhere)
                (_empties ??= []).Add(place);
            _valueOpen = false;
            return;
        }

        _valueOpen = _named++ == 0;
        if (!_valueOpen)
            return;

        (_place, _valueStart, _valueEnd) = (place, valueStart, end);
        _exact = name.SequenceEqual(place) || !Protection.ExactQueryName.IsEnabled();
    }

    /// <summary>Whether a part without a configured name continues the first value.</summary>
    public void Continue(bool ours, int end)
    {
        _valueOpen &= PairIsOurs && !ours;
        if (_valueOpen)
            _valueEnd = end;
    }

    public readonly QueryStrip ToResult(string query) => new()
    {
        Stripped = _kept is null ? query : _kept.Length > 1 ? _kept.ToString() : "",
        Count = _repeats ? Math.Max(_named, 2) : _named,
        HasEmpty = _empties is not null,
        Value = _named > 0 ? DecodeOnce(query.AsSpan(query.StartsWith('?') ? 1 : 0)[_valueStart.._valueEnd]) : null,
        Exact = _exact,
        Place = _place,
    };

    private static string DecodeOnce(ReadOnlySpan<char> value)
    {
        var decoded = new char[value.Length];
        return new string(decoded, 0, PercentText.Decode(value, decoded));
    }
}
