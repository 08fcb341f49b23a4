namespace TokenGateway.Edge.Forwarding.Uploads;

/// <summary>
/// Finds the status line of the final answer in what an HTTP/1.1 connection sends (RFC 9112, 4), however it is cut into
/// reads; interim answers in front of it are passed over.
/// </summary>
internal struct AnswerHead
{
    private const int StatusColumn = 9;
    private const int StatusDigits = 3;

    private int _column;
    private int _status;
    private bool _inFields;

    private static ReadOnlySpan<byte> Version => "HTTP/1."u8;

    /// <summary>The status of the final answer, 0: what came is no answer; null: it has not come yet.</summary>
    public int? Status { get; private set; }

    /// <summary>Looks for no answer: what came before is not known.</summary>
    public static AnswerHead Unknown => new() { Status = 0 };

    /// <summary>Reads on.</summary>
    /// <returns>Where the status line of the final answer ends in <paramref name="bytes"/>; -1: not there.</returns>
    public int Read(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length && Status is null; i++)
        {
            if (bytes[i] == '\n')
                EndLine();
            else if (bytes[i] != '\r')
                Take(bytes[i]);
            if (Status is not null)
                return i + 1;
        }

        return -1;
    }

    private void Take(byte character)
    {
        if (!_inFields)
        {
            if (_column < Version.Length && character != Version[_column])
                Status = 0;
            else if (_column is >= StatusColumn and < StatusColumn + StatusDigits && char.IsAsciiDigit((char)character))
                _status = (_status * 10) + character - '0';
        }

        _column++;
    }

    private void EndLine()
    {
        if (_inFields)
        {
            _inFields = _column > 0;
            _status = 0;
        }
        else if (_status is >= 100 and < 200 and not 101)
        {
            _inFields = true;
        }
        else
        {
            Status = _status;
        }

        _column = 0;
    }
}
