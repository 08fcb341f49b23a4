using LegacyApi.Identity;
using LegacyApi.Orders;

namespace LegacyApi.Reports;

/// <summary>The sum of all orders that were not cancelled, under the name it was asked for by.</summary>
internal sealed record SalesReport(string Name, int Orders, decimal Revenue, IReadOnlyList<string> Customers, Caller AskedBy)
{
    public static SalesReport Of(string name, IEnumerable<Order> orders, Caller askedBy)
    {
        var sold = orders.Where(order => order.Status != OrderStatus.Cancelled).ToList();
        var customers = sold.Select(order => order.Customer).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new SalesReport(name, sold.Count, sold.Sum(order => order.Total), [.. customers], askedBy);
    }
}
