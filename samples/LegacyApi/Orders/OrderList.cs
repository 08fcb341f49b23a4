using LegacyApi.Identity;

namespace LegacyApi.Orders;

internal sealed record OrderList(IReadOnlyList<Order> Orders, Caller AskedBy);
