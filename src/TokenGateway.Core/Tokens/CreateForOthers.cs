namespace TokenGateway.Core.Tokens;

/// <summary>Who may make tokens that another user owns (<c>Tokens:CreateForOthers</c>).</summary>
public enum CreateForOthers
{
    Administrators,

    /// <summary>Not even administrators.</summary>
    Nobody,
}
