namespace TokenGateway.Core.Tests.Simulation;

/// <summary>What the simulator knows of a batch or of facts that arrived, whatever the product makes of it.</summary>
/// <param name="SeenAt">All that was committed up to here is in it.</param>
/// <param name="Heartbeat">Up to when it proves to be current: what a replica has heard of the primary.</param>
/// <param name="IsReset">Nothing from before counts.</param>
internal readonly record struct Delivery(TimeSpan SeenAt, TimeSpan Heartbeat, bool IsReset)
{
    /// <summary>From the primary, all is current; from a replica, as far as it came.</summary>
    public static Delivery Of(IServer server, Moment moment, TimeSpan now, bool isReset = false) =>
        server.MayLag ? new(moment.At, moment.Heartbeat, isReset) : new(now, now, isReset);
}
