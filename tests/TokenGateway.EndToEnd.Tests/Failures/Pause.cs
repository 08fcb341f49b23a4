namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>A random moment for a fault. Nothing is expected to be ready after it: not a wait for something.</summary>
internal static class Pause
{
    public static Task For(TimeSpan time) => Task.Delay(time);
}
