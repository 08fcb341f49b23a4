using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Goldcast;

/// <summary>
/// Slides the body and checksum of a value along hexadecimal digits: one checksum step for the digit that enters and one
/// for the digit that leaves, however many values could begin there.
/// </summary>
internal static class GoldcastWindow
{
    private static readonly uint Constant = LinearChecksum.Constant(GoldcastTokenFormat.BodyLength);

    /// <summary>The remaining contribution of a character to the register just after it left the body.</summary>
    private static readonly uint[] Leaving =
        [.. Enumerable.Range(0, 'f' + 1).Select(c => LinearChecksum.Share((char)c, GoldcastTokenFormat.BodyLength))];

    /// <summary>The numeric value by character: a branch would be mispredicted at every other digit.</summary>
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
