namespace TokenGateway.Stress.Clients;

/// <summary>Latencies in milliseconds, and the requests that failed.</summary>
internal sealed class Latencies
{
    private readonly Lock _adding = new();
    private readonly List<double> _all = [];
    private readonly List<string> _failures = [];

    public int Count
    {
        get
        {
            lock (_adding)
                return _all.Count + _failures.Count;
        }
    }

    /// <summary>What went wrong with each request that failed.</summary>
    public IReadOnlyList<string> Failures
    {
        get
        {
            lock (_adding)
                return [.. _failures];
        }
    }

    public void Add(double milliseconds)
    {
        lock (_adding)
            _all.Add(milliseconds);
    }

    public void Fail(string why)
    {
        lock (_adding)
            _failures.Add(why);
    }

    /// <summary>The smallest latency that this share (0 to 1) of the requests did not exceed; 0 without requests.</summary>
    public double At(double share)
    {
        lock (_adding)
        {
            if (_all.Count == 0)
                return 0;
            _all.Sort();
            return _all[Math.Clamp((int)Math.Ceiling(share * _all.Count) - 1, 0, _all.Count - 1)];
        }
    }
}
