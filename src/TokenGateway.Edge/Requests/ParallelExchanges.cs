namespace TokenGateway.Edge.Requests;

/// <summary>
/// The further exchanges of a connection whose streams run in parallel: as many as ever ran at once, which the server
/// bounds, each used again.
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

    /// <summary>In use or not.</summary>
    public EdgeExchange[] All()
    {
        lock (_changing)
            return [.. _all];
    }
}
