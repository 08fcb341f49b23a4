using TokenGateway.Core.Access;

namespace TokenGateway.Dialects;

/// <summary>A role as clients may refer to it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its configured number (<c>Roles:NAME:Id</c>); null: none.</param>
public sealed record DialectRole(RoleName Name, int? Id);
