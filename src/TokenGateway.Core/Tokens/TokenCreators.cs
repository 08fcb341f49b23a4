namespace TokenGateway.Core.Tokens;

/// <summary>Who may make tokens (<c>Tokens:Creators</c>); an administrator always may.</summary>
public enum TokenCreators
{
    Everyone,

    Administrators,

    /// <summary>Administrators, and users for whom it was switched on (<c>canCreateTokens</c>).</summary>
    Selected,
}
