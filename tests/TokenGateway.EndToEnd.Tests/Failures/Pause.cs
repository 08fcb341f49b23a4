namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>A random delay before a fault. Nothing is expected to be ready after it, so it is not a wait for a condition.</summary>
internal static class Pause
{
    public static Task For(TimeSpan time) => Task.Delay(time);
}
