namespace TokenGateway.Core.Tokens;

/// <summary>Who may create tokens (<c>Tokens:Creators</c>); an administrator always may.</summary>
public enum TokenCreators
{
    Everyone,

    Administrators,

    /// <summary>Administrators, and users who were selected (<c>canCreateTokens</c>).</summary>
    Selected,
}
