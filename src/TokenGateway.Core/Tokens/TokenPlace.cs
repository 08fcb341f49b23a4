namespace TokenGateway.Core.Tokens;

/// <summary>Where a client sent its token.</summary>
public enum TokenPlace
{
    Header = 1,

    /// <summary>In the URL, which proxies and browsers store: move it to a header.</summary>
    Query = 2,

    /// <summary>As the password of <c>Authorization: Basic</c>.</summary>
    Basic = 3,
}
