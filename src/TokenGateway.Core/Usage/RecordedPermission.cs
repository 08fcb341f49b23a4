namespace TokenGateway.Core.Usage;

/// <summary>A permission whose use is recorded, because rules ask for it.</summary>
/// <param name="Permission">Its name.</param>
/// <param name="Since">The first day (UTC) from which on nothing is missing.</param>
public sealed record RecordedPermission(string Permission, DateOnly Since);
