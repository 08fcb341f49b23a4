namespace LegacyApi.Orders;

/// <summary>The body of a 400.</summary>
internal sealed record Complaint(string Error);
