namespace TokenGateway.Testing;

/// <summary>How much of a long cycle to run: all of it with <c>./test.sh --long</c>, else enough to see that it works.</summary>
internal static class LongRun
{
    public static bool IsOn => Environment.GetEnvironmentVariable("TOKENGATEWAY_TEST_LONG") == "1";

    public static int Count(int always, int whenLong) => IsOn ? whenLong : always;
}
