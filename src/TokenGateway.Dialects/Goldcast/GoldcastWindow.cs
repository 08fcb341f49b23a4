using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Goldcast;

/// <summary>
/// A value's body and checksum, moved along a text of hexadecimal digits: one step of the checksum for the digit that
/// comes in, one for the digit that goes out, however many values could begin there.
/// </summary>
internal static class GoldcastWindow
{
    private static readonly uint Constant = LinearChecksum.Constant(GoldcastTokenFormat.BodyLength);

    /// <summary>By character, what it still adds to the register when it has just left the body.</summary>
    private static readonly uint[] Leaving =
        [.. Enumerable.Range(0, 'f' + 1).Select(c => LinearChecksum.Share((char)c, GoldcastTokenFormat.BodyLength))];

    /// <summary>By character, the number it stands for: a branch would be mispredicted at every other digit.</summary>
    private static readonly uint[] Digits = [.. Enumerable.Range(0, 'f' + 1).Select(c => (uint)(c <= '9' ? c - '0' : c - 'a' + 10))];

    /// <param name="digits">Lower-case hexadecimal digits, at least a value's length.</param>
    public static bool HoldsValue(ReadOnlySpan<char> digits)
    {
        const int body = GoldcastTokenFormat.BodyLength;
        var register = LinearChecksum.Of(digits[..body]);
        var checksum = ReadHex(digits.Slice(body, TokenChecksum.HexLength - 1));
        for (var next = GoldcastTokenFormat.Length - 1; next < digits.Length; next++)
        {
            checksum = (checksum << 4) | Digit(digits[next]);
            if ((register ^ Constant) == checksum)
                return true;
            var entering = next - TokenChecksum.HexLength + 1;
            register = LinearChecksum.Step(register, digits[entering]) ^ Leaving[digits[entering - body]];
        }

        return false;
    }

    private static uint ReadHex(ReadOnlySpan<char> digits)
    {
        var number = 0u;
        foreach (var c in digits)
            number = (number << 4) | Digit(c);
        return number;
    }

    private static uint Digit(char c) => Digits[c];
}
