namespace TokenGateway.EndToEnd.Tests.Sessions;

/// <summary>The system's clock, some time ahead.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
