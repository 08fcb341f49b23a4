namespace LegacyApi.Orders;

/// <summary>One order in the book. It is never changed, only replaced, so that readers need no lock.</summary>
internal sealed record Order(
    int Id,
    string Customer,
    string Item,
    int Quantity,
    decimal UnitPrice,
    OrderStatus Status,
    DateTimeOffset PlacedAt,
    string CreatedBy)
{
    public string? ChangedBy { get; init; }

    public decimal Total => Quantity * UnitPrice;
}
