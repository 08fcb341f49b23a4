namespace TokenGateway.Core.Tests.Tokens;

/// <summary>CRC-32 (IEEE 802.3) bit by bit, as its definition reads: shares nothing with the code under test.</summary>
internal static class BitwiseChecksum
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static uint Crc32(string text)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var c in text)
        {
            crc ^= (byte)c;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }

    public static string Of(string text)
    {
        var rest = Crc32(text);
        var digits = new char[6];
        for (var i = 5; i >= 0; i--)
        {
            digits[i] = Base62[(int)(rest % 62)];
            rest /= 62;
        }

        return new string(digits);
    }
}
