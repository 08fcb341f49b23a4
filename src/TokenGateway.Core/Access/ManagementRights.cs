namespace TokenGateway.Core.Access;

/// <summary>
/// What may be managed in the gateway itself. Separate from upstream permissions: <c>*</c> never includes them.
/// </summary>
[Flags]
public enum ManagementRights
{
    None = 0,

    /// <summary>One's own tokens.</summary>
    Own = 1,

    /// <summary>Everyone's tokens; who has it is an administrator.</summary>
    Tokens = 2,

    Users = 4,

    Settings = 8,

    Audit = 16,
}
