using System.Collections.Concurrent;

namespace LegacyApi.Orders;

/// <summary>All orders, in memory; safe for any number of threads.</summary>
internal sealed class OrderBook
{
    private readonly ConcurrentDictionary<int, Order> _orders;
    private readonly TimeProvider _time;
    private int _lastId;

    public OrderBook(TimeProvider time)
    {
        _time = time;
        _orders = new(FirstOrders.All.Select(order => KeyValuePair.Create(order.Id, order)));
        _lastId = FirstOrders.All.Max(order => order.Id);
    }

    public IReadOnlyList<Order> List() => [.. _orders.Values.OrderBy(order => order.Id)];

    public Order? Find(int id) => _orders.GetValueOrDefault(id);

    public Order Add(OrderRequest request, string user)
    {
        var order = new Order(
            Interlocked.Increment(ref _lastId),
            request.Customer ?? "walk-in",
            request.Item ?? "unspecified",
            request.Quantity ?? 1,
            request.UnitPrice ?? 0,
            request.Status ?? OrderStatus.Placed,
            _time.GetUtcNow(),
            CreatedBy: user);
        _orders[order.Id] = order;
        return order;
    }

    /// <returns>The order as it is now, or null if there is none.</returns>
    public Order? Change(int id, OrderRequest request, string user)
    {
        while (_orders.TryGetValue(id, out var before))
        {
            var after = Apply(before, request) with { ChangedBy = user };
            // Somebody else may have changed it in between: then their change is the one to build on.
            if (_orders.TryUpdate(id, after, before))
                return after;
        }

        return null;
    }

    public bool Remove(int id) => _orders.TryRemove(id, out _);

    private static Order Apply(Order order, OrderRequest request) => order with
    {
        Customer = request.Customer ?? order.Customer,
        Item = request.Item ?? order.Item,
        Quantity = request.Quantity ?? order.Quantity,
        UnitPrice = request.UnitPrice ?? order.UnitPrice,
        Status = request.Status ?? order.Status,
    };
}
