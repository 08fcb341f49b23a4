namespace TokenGateway.Edge.Requests;

/// <summary>
/// Further exchanges of a connection with parallel streams: as many as ever ran at once, which the server limits; each is
/// reused.
/// </summary>
internal sealed class ParallelExchanges(EdgeConnection connection)
{
    private readonly Lock _changing = new();
    private readonly List<EdgeExchange> _all = [];
    private readonly Stack<EdgeExchange> _free = [];

    public EdgeExchange Rent()
    {
        lock (_changing)
        {
            if (_free.TryPop(out var free))
                return free;
            var exchange = new EdgeExchange(connection);
            _all.Add(exchange);
            return exchange;
        }
    }

    public void Return(EdgeExchange exchange)
    {
        lock (_changing)
            _free.Push(exchange);
    }

    /// <summary>All of them, in use or not.</summary>
    public EdgeExchange[] All()
    {
        lock (_changing)
            return [.. _all];
    }
}
