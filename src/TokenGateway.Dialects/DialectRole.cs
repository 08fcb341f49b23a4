using TokenGateway.Core.Access;

namespace TokenGateway.Dialects;

/// <summary>A role as clients may call it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">The number that the file gives it (<c>Roles:NAME:Id</c>); null: none.</param>
public sealed record DialectRole(RoleName Name, int? Id);
