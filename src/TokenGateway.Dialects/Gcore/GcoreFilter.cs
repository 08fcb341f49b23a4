using TokenGateway.Core.Access;

namespace TokenGateway.Dialects.Gcore;

/// <summary>The filter of a list; null members do not filter.</summary>
internal sealed record GcoreFilter(bool Deleted, long? IssuedBy, long? NotIssuedBy, RoleName? Role);
