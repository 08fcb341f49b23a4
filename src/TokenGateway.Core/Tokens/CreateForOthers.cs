namespace TokenGateway.Core.Tokens;

/// <summary>Who may create tokens for another owner (<c>Tokens:CreateForOthers</c>).</summary>
public enum CreateForOthers
{
    Administrators,

    /// <summary>Not even administrators.</summary>
    Nobody,
}
