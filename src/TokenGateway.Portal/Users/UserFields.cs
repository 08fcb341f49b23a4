using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Users;

/// <summary>The model of the form part that new and existing users share.</summary>
internal sealed record UserFields(UserForm Form, FieldProblems Problems, IReadOnlyList<RoleChoice> Roles);
