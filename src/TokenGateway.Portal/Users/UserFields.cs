using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Users;

/// <summary>What the part of a form needs that a new user and one that there is have in common.</summary>
internal sealed record UserFields(UserForm Form, FieldProblems Problems, IReadOnlyList<RoleChoice> Roles);
