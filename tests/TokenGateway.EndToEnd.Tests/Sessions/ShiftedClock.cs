namespace TokenGateway.EndToEnd.Tests.Sessions;

/// <summary>The system clock, set ahead by a fixed time.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
