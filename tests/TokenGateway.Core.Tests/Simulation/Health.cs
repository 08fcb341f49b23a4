namespace TokenGateway.Core.Tests.Simulation;

/// <summary>Whether anything troubles a node: a fault that lasts, or one that it may still be recovering from.</summary>
internal sealed class Health(VirtualTime time, TimeSpan recovery)
{
    private int _troubles;
    private TimeSpan _recoversAt = time.Now + recovery;

    public void Begin() => _troubles++;

    public void End()
    {
        _troubles--;
        _recoversAt = time.Now + recovery;
    }

    /// <summary>Whether nothing has troubled it since then.</summary>
    public bool HasHeldSince(TimeSpan moment) => _troubles == 0 && moment >= _recoversAt;
}
