namespace LegacyApi.Orders;

/// <summary>What a client may say about an order; what it leaves out keeps its present or its usual value.</summary>
internal sealed record OrderRequest(string? Customer, string? Item, int? Quantity, decimal? UnitPrice, OrderStatus? Status)
{
    public static OrderRequest Empty { get; } = new(null, null, null, null, null);

    /// <summary>What is wrong with it, or null.</summary>
    public Complaint? FindFault() => this switch
    {
        { Quantity: < 1 or > 100_000 } => new Complaint("quantity: from 1 to 100000"),
        { UnitPrice: < 0 or > 1_000_000 } => new Complaint("unitPrice: from 0 to 1000000"),
        _ => null,
    };
}
