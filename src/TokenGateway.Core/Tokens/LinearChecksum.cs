namespace TokenGateway.Core.Tokens;

/// <summary>
/// Incremental CRC computation. With an initial register of zero, a CRC is linear: that of a text is the exclusive or of
/// its characters' contributions, so adding or removing a character costs one step instead of another pass. The actual
/// checksum is that combined with a constant for the length.
/// </summary>
internal static class LinearChecksum
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(number => Byte((uint)number))];

    /// <summary>The register after one more ASCII character.</summary>
    public static uint Step(uint register, char next) => Table[(byte)(register ^ next)] ^ (register >> 8);

    /// <summary>The register of a text.</summary>
    public static uint Of(ReadOnlySpan<char> text)
    {
        var register = 0u;
        foreach (var c in text)
            register = Step(register, c);
        return register;
    }

    /// <summary>The contribution of <paramref name="first"/> to the register of a text in which that many characters follow.</summary>
    public static uint Share(char first, int behind)
    {
        var register = Step(0, first);
        for (var i = 0; i < behind; i++)
            register = Step(register, '\0');
        return register;
    }

    /// <summary>The constant that turns the register of a text of this length into its checksum.</summary>
    public static uint Constant(int length)
    {
        var register = uint.MaxValue;
        for (var i = 0; i < length; i++)
            register = Step(register, '\0');
        return ~register;
    }

    private static uint Byte(uint register)
    {
        for (var bit = 0; bit < 8; bit++)
            register = (register & 1) == 0 ? register >> 1 : (register >> 1) ^ Polynomial;
        return register;
    }
}
