namespace TokenGateway.Dialects.Calls;

/// <summary>The parts that a dialect's calls come in, as <c>TokenGateway:DialectEndpoints</c> names them.</summary>
public static class DialectParts
{
    /// <summary>What is about tokens: every method of these paths is the gateway's, also the ones that it refuses.</summary>
    public const string Tokens = "Tokens";

    /// <summary>Who calls, with what that may do.</summary>
    public const string Profile = "Profile";

    /// <summary>The organization of the caller.</summary>
    public const string Organization = "Organization";

    /// <summary>The list of all calls.</summary>
    public const string Document = "Document";

    /// <summary>Who calls, as a person.</summary>
    public const string People = "People";

    /// <summary>The account of the caller.</summary>
    public const string Account = "Account";

    /// <summary>A user, or the one who calls.</summary>
    public const string Users = "Users";
}
