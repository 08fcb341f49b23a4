namespace TokenGateway.Core.Access;

/// <summary>Rights to manage the gateway itself. Separate from upstream permissions: <c>*</c> never includes them.</summary>
[Flags]
public enum ManagementRights
{
    None = 0,

    /// <summary>The caller's own tokens.</summary>
    Own = 1,

    /// <summary>Everyone's tokens; a caller with this right is an administrator.</summary>
    Tokens = 2,

    Users = 4,

    Settings = 8,

    Audit = 16,
}
