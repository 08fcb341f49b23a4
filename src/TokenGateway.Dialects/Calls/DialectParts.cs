namespace TokenGateway.Dialects.Calls;

/// <summary>The parts of a dialect's calls, as in <c>TokenGateway:DialectEndpoints</c>.</summary>
public static class DialectParts
{
    /// <summary>Tokens: the gateway serves every method of these paths, including those that it refuses.</summary>
    public const string Tokens = "Tokens";

    /// <summary>The caller and the caller's rights.</summary>
    public const string Profile = "Profile";

    /// <summary>The organization of the caller.</summary>
    public const string Organization = "Organization";

    /// <summary>The list of all calls.</summary>
    public const string Document = "Document";

    /// <summary>The caller as a person.</summary>
    public const string People = "People";

    /// <summary>The account of the caller.</summary>
    public const string Account = "Account";

    /// <summary>A user, or the caller.</summary>
    public const string Users = "Users";
}
