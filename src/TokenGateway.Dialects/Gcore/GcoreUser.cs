namespace TokenGateway.Dialects.Gcore;

/// <summary>A user in Gcore's format.</summary>
internal sealed record GcoreUser(
    long Id, string Name, string Email, string Lang, string? Phone, string Company, bool Deleted, int Client, IReadOnlyList<GcoreRole> Groups, bool TwoFa, bool IsActive);
