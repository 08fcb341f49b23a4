namespace LegacyApi.Orders;

/// <summary>What is in the book when the API starts.</summary>
internal static class FirstOrders
{
    public static IReadOnlyList<Order> All { get; } =
    [
        new(1, "Northside Bikes", "Chain lube 100 ml", 48, 4.90m, OrderStatus.Shipped, At(2, 9), "warehouse"),
        new(2, "Harbour Cafe", "Espresso beans 1 kg", 12, 17.50m, OrderStatus.Paid, At(3, 14), "sales"),
        new(3, "Linden School", "Whiteboard marker, blue", 200, 0.85m, OrderStatus.Placed, At(5, 11), "sales"),
        new(4, "Weaver & Daughters", "Linen thread, 500 m", 30, 6.20m, OrderStatus.Cancelled, At(5, 16), "phone desk"),
        new(5, "Harbour Cafe", "Oat milk 1 l", 96, 1.79m, OrderStatus.Placed, At(8, 8), "sales"),
    ];

    private static DateTimeOffset At(int day, int hour) => new(2026, 6, day, hour, 0, 0, TimeSpan.Zero);
}
