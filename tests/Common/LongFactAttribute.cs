namespace TokenGateway.Testing;

/// <summary>A test of the long run alone; the plain run counts it as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute() => Skip = LongRun.IsOn ? null : "Takes long: ./test.sh --long runs it.";
}
