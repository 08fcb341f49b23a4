namespace TokenGateway.Storage.Tests;

/// <summary>A test of the long run alone; the plain run counts it as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("TOKENGATEWAY_TEST_LONG") == "1" ? null : "Takes long: ./test.sh --long runs it.";
}
