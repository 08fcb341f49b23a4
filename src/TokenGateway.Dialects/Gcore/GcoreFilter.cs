using TokenGateway.Core.Access;

namespace TokenGateway.Dialects.Gcore;

/// <summary>Which tokens a list is asked for; null parts are not asked.</summary>
internal sealed record GcoreFilter(bool Deleted, long? IssuedBy, long? NotIssuedBy, RoleName? Role);
