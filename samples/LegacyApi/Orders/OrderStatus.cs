namespace LegacyApi.Orders;

internal enum OrderStatus
{
    Placed,
    Paid,
    Shipped,
    Cancelled,
}
