namespace TokenGateway.Core.Tokens;

/// <summary>Where a client put its token.</summary>
public enum TokenPlace
{
    Header = 1,

    /// <summary>In the URL, where proxies and browsers keep it: better moved to a header.</summary>
    Query = 2,

    /// <summary>As the password of <c>Authorization: Basic</c>.</summary>
    Basic = 3,
}
