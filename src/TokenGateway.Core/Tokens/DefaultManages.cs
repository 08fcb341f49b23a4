namespace TokenGateway.Core.Tokens;

/// <summary>The default management rights of a new token (<c>Tokens:DefaultManages</c>).</summary>
public enum DefaultManages
{
    None,

    /// <summary>Its owner's tokens.</summary>
    Own,

    /// <summary>All rights of its owner that the creator may grant.</summary>
    Owner,
}
