namespace TokenGateway.Dialects.GoodData;

/// <summary>Tests on three bytes in one number, all at once.</summary>
internal static class GoodDataBytes
{
    private const uint High = 0x808080;

    /// <summary>All bits set if one is below 0x20 or is 0x7f, which no UTF-8 name contains; otherwise 0.</summary>
    public static int ControlMask(int three)
    {
        var found = ((((uint)three - 0x202020) & ~(uint)three) | Zero((uint)three ^ 0x7f7f7f)) & High;
        return (int)(0 - found) >> 31;
    }

    public static bool HoldColon(int three) => (Zero((uint)three ^ 0x3a3a3a) & High) != 0;

    private static uint Zero(uint three) => (three - 0x010101) & ~three;
}
