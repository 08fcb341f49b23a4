namespace TokenGateway.Core.Access;

/// <summary>A policy's decision about a method and a subject.</summary>
public enum AccessDecision
{
    Allowed,
    MethodNotAllowed,
    InsufficientRole,
    InsufficientPermission,
}
