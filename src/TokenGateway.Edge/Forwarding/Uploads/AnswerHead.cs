namespace TokenGateway.Edge.Forwarding.Uploads;

/// <summary>
/// Finds the status line of the final response in the bytes of an HTTP/1.1 connection (RFC 9112, 4), however they are split
/// into reads; skips interim responses.
/// </summary>
internal struct AnswerHead
{
    private const int StatusColumn = 9;
    private const int StatusDigits = 3;

    private int _column;
    private int _status;
    private bool _inFields;

    private static ReadOnlySpan<byte> Version => "HTTP/1."u8;

    /// <summary>The status of the final response, 0: not a response; null: not received yet.</summary>
    public int? Status { get; private set; }

    /// <summary>Searches for no response, because the preceding bytes are unknown.</summary>
    public static AnswerHead Unknown => new() { Status = 0 };

    /// <summary>Reads the next bytes.</summary>
    /// <returns>The end of the final response's status line in <paramref name="bytes"/>; -1: not in them.</returns>
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
