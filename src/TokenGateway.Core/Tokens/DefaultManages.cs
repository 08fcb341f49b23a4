namespace TokenGateway.Core.Tokens;

/// <summary>What a new token manages when nothing is said (<c>Tokens:DefaultManages</c>).</summary>
public enum DefaultManages
{
    None,

    /// <summary>Its owner's tokens.</summary>
    Own,

    /// <summary>All that its owner manages, as far as whoever makes it may give it.</summary>
    Owner,
}
