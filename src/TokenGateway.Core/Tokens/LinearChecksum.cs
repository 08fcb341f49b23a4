namespace TokenGateway.Core.Tokens;

/// <summary>
/// What a CRC of a text is made of. The register that begins with zero is linear: that of a text is the exclusive or of
/// what each of its characters adds, so that one character more or less costs one step, not another run over the text.
/// The checksum proper is that and a constant of the length.
/// </summary>
internal static class LinearChecksum
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(number => Byte((uint)number))];

    /// <summary>The register behind one more character, which is ASCII.</summary>
    public static uint Step(uint register, char next) => Table[(byte)(register ^ next)] ^ (register >> 8);

    /// <summary>The register of a text.</summary>
    public static uint Of(ReadOnlySpan<char> text)
    {
        var register = 0u;
        foreach (var c in text)
            register = Step(register, c);
        return register;
    }

    /// <summary>What <paramref name="first"/> adds to the register of a text when that many characters stand behind it.</summary>
    public static uint Share(char first, int behind)
    {
        var register = Step(0, first);
        for (var i = 0; i < behind; i++)
            register = Step(register, '\0');
        return register;
    }

    /// <summary>What makes the checksum of a text of this length out of its register.</summary>
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
