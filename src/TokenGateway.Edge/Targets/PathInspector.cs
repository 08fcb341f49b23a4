using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Targets;

/// <summary>
/// One pass over a raw path in its decoded view. An encoded slash ends a segment like a plain one, and an encoded semicolon
/// begins parameters, because some upstreams read them so; a fault in that view is a fault in the others. A path with
/// double encoding or bytes that are not UTF-8 has further views (<see cref="PathBytes.Readings"/>), which are inspected as
/// well.
/// </summary>
internal ref struct PathInspector(ReadOnlySpan<char> path)
{
    /// <summary>The maximum in one path; no known client sends more than a few.</summary>
    public const int MostFeatures = 32;

    /// <summary>A segment in another encoding has these in every letter, so they count once per segment.</summary>
    private const TargetFeatures OncePerSegment = TargetFeatures.DoubleEncoding | TargetFeatures.NonUtf8;

    private readonly ReadOnlySpan<char> _path = path;
    private TargetFeatures _features;
    private TargetFeatures _featuresOfSegment;
    private int _featureCount;
    private int _index;

    /// <summary>The number of decoded characters in the segment so far, without its parameters.</summary>
    private int _nameLength;
    private bool _inParameters;

    /// <summary>Whether the current name or parameter contains only dots and spaces, and at least one dot.</summary>
    private bool _onlyDots;
    private bool _hasDot;

    /// <summary>The previous decoded character, 0 at the start of a segment or parameter.</summary>
    private int _previous;

    /// <summary>The progress of a nested escape: 1 after a decoded '%', 2 after its first digit.</summary>
    private int _escape;

    public TargetFindings Run()
    {
        if (_path is not ['/', ..])
            return new(TargetFault.NotRooted, TargetFeatures.None);

        _index = 1;
        BeginSegment();
        var fault = TargetFault.None;
        while (fault == TargetFault.None && _index < _path.Length)
            fault = Step();

        return new(fault == TargetFault.None ? EndPart() : fault, _features);
    }

    private TargetFault Step()
    {
        var encoded = _path[_index] == '%';
        var fault = encoded ? ReadEncoded(out var character) : ReadRaw(out character);
        return fault == TargetFault.None ? Take(character, encoded) : fault;
    }

    private TargetFault ReadRaw(out int character)
    {
        character = _path[_index++];
        return character switch
        {
            < ' ' or '\x7f' => TargetFault.ControlCharacter,
            ' ' => TargetFault.Space,
            > '\x7f' => TargetFault.NonAscii,
            '\\' => TargetFault.Backslash,
            '#' or '?' => TargetFault.Delimiter,
            _ => TargetFault.None,
        };
    }

    private TargetFault ReadEncoded(out int character)
    {
        if (!PercentText.TryReadByte(_path[_index..], out var first))
        {
            character = 0;
            return TargetFault.InvalidPercent;
        }

        character = first;
        if (first > 0x7f)
            return ReadUtf8(out character);

        _index += 3;
        return character switch
        {
            < ' ' or '\x7f' => TargetFault.ControlCharacter,
            '\\' => TargetFault.Backslash,
            _ => TargetFault.None,
        };
    }

    private TargetFault ReadUtf8(out int character)
    {
        var isUtf8 = PercentText.TryReadRune(_path[_index..], out var rune, out var bytes);
        var fault = isUtf8 ? TargetFault.None
            : Overlong.IsRefused(_path[_index..]) ? TargetFault.OverlongUtf8
            : Note(TargetFeatures.NonUtf8) ? TargetFault.None
            : TargetFault.ManyFeatures;
        character = rune.Value;
        _index += bytes * 3;
        return fault;
    }

    private TargetFault Take(int character, bool encoded)
    {
        if (CompletesEscape(character) && !Note(TargetFeatures.DoubleEncoding))
            return TargetFault.ManyFeatures;

        switch (character)
        {
            case '/':
                return EndSegment(encoded);
            case ';':
                var fault = Note(TargetFeatures.PathParameters) ? EndPart() : TargetFault.ManyFeatures;
                _inParameters = true;
                BeginPart();
                return fault;
            case '$' when _previous == ':':
                return TargetFault.FileStream;
            default:
                return Add(character) ? TargetFault.None : TargetFault.ManyFeatures;
        }
    }

    private bool Note(TargetFeatures feature)
    {
        _features |= feature;
        if ((feature & OncePerSegment & _featuresOfSegment) != TargetFeatures.None)
            return true;
        _featuresOfSegment |= feature;
        return ++_featureCount <= MostFeatures;
    }

    private bool Add(int character)
    {
        var isShortName = _previous == '~' && character is >= '0' and <= '9';
        _previous = character;
        _onlyDots &= character is '.' or ' ';
        _hasDot |= character == '.';
        _nameLength += _inParameters ? 0 : 1;
        return !isShortName || Note(TargetFeatures.ShortName);
    }

    private bool CompletesEscape(int character)
    {
        if (character == '%')
            _escape = 1;
        else if (_escape > 0)
            _escape = character <= 'f' && char.IsAsciiHexDigit((char)character) ? _escape + 1 : 0;
        if (_escape < 3)
            return false;
        _escape = 0;
        return true;
    }

    private TargetFault EndSegment(bool encoded)
    {
        if ((encoded && !Note(TargetFeatures.EncodedSlash)) || (_nameLength == 0 && !Note(TargetFeatures.EmptySegments)))
            return TargetFault.ManyFeatures;

        var fault = EndPart();
        BeginSegment();
        return fault;
    }

    private TargetFault EndPart()
    {
        if (_onlyDots && _hasDot)
            return TargetFault.DotSegment;
        if (_previous == ' ')
            return TargetFault.TrailingSpace;
        return _previous != '.' || Note(TargetFeatures.TrailingDots) ? TargetFault.None : TargetFault.ManyFeatures;
    }

    private void BeginSegment()
    {
        _nameLength = 0;
        _inParameters = false;
        _featuresOfSegment = TargetFeatures.None;
        BeginPart();
    }

    private void BeginPart()
    {
        _onlyDots = true;
        _hasDot = false;
        _previous = 0;
    }
}
