using System.Buffers;
using System.Text;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// One pass over a raw path in its decoded view. Encoded slashes end a segment as plain ones do and encoded semicolons
/// begin parameters, because some upstream reads them so; whatever is wrong in that view is wrong in the others.
/// </summary>
internal ref struct PathInspector(ReadOnlySpan<char> path)
{
    /// <summary>In one path; no client is known that sends more than a few.</summary>
    public const int MostFeatures = 32;

    private readonly ReadOnlySpan<char> _path = path;
    private TargetFeatures _features;
    private int _featureCount;
    private int _index;

    /// <summary>Decoded characters of the segment so far, without its parameters.</summary>
    private int _nameLength;
    private bool _onlyDots;
    private bool _inParameters;

    /// <summary>The decoded character before, 0 at the start of a segment or parameter.</summary>
    private int _previous;

    /// <summary>How much of a second escape stands there: 1 after a decoded '%', 2 after its first digit.</summary>
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
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < bytes.Length && PercentText.TryReadByte(_path[Math.Min(_index + count * 3, _path.Length)..], out bytes[count]))
            count++;

        var status = Rune.DecodeFromUtf8(bytes[..count], out var rune, out var consumed);
        character = rune.Value;
        _index += consumed * 3;
        return status == OperationStatus.Done ? TargetFault.None : TargetFault.InvalidUtf8;
    }

    private TargetFault Take(int character, bool encoded)
    {
        if (CompletesEscape(character))
            return TargetFault.DoubleEncoding;

        switch (character)
        {
            case '/':
                return EndSegment(encoded);
            case ';':
                var fault = Note(TargetFeatures.PathParameters) ? EndPart() : TargetFault.ManyFeatures;
                _inParameters = true;
                _previous = 0;
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
        return ++_featureCount <= MostFeatures;
    }

    private bool Add(int character)
    {
        var isShortName = _previous == '~' && character is >= '0' and <= '9';
        _previous = character;
        if (!_inParameters)
        {
            _nameLength++;
            _onlyDots &= character == '.';
        }

        return !isShortName || Note(TargetFeatures.ShortName);
    }

    private bool CompletesEscape(int character)
    {
        if (character == '%')
            _escape = 1;
        else if (_escape > 0)
            _escape = character <= 'f' && char.IsAsciiHexDigit((char)character) ? _escape + 1 : 0;

        return _escape == 3;
    }

    private TargetFault EndSegment(bool encoded)
    {
        if ((encoded && !Note(TargetFeatures.EncodedSlash)) || (_nameLength == 0 && !Note(TargetFeatures.EmptySegments)))
            return TargetFault.ManyFeatures;

        var fault = EndPart();
        BeginSegment();
        return fault;
    }

    private readonly TargetFault EndPart()
    {
        if (_onlyDots && _nameLength is 1 or 2)
            return TargetFault.DotSegment;

        return _previous is '.' or ' ' ? TargetFault.TrailingDotOrSpace : TargetFault.None;
    }

    private void BeginSegment()
    {
        _nameLength = 0;
        _onlyDots = true;
        _inParameters = false;
        _previous = 0;
    }
}
