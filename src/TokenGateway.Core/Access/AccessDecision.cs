namespace TokenGateway.Core.Access;

/// <summary>What a policy says of a method and a subject.</summary>
public enum AccessDecision
{
    Allowed,
    MethodNotAllowed,
    InsufficientRole,
    InsufficientPermission,
}
