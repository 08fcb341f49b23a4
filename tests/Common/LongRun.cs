namespace TokenGateway.Testing;

/// <summary>
/// How much of a long cycle to run: all of it with <c>./test.sh --long</c>, else enough to see that it works. Figures (times, memory)
/// decide only in the long run, where <c>test.sh</c> runs the end-to-end tests one at a time.
/// </summary>
internal static class LongRun
{
    public static bool IsOn => Environment.GetEnvironmentVariable("TOKENGATEWAY_TEST_LONG") == "1";

    public static int Count(int always, int whenLong) => IsOn ? whenLong : always;
}
