namespace TokenGateway.Core.Usage;

/// <summary>A permission whose use is recorded because rules require it.</summary>
/// <param name="Permission">The name of the permission.</param>
/// <param name="Since">The first day (UTC) since which the record is complete.</param>
public sealed record RecordedPermission(string Permission, DateOnly Since);
