namespace TokenGateway.Core.Sessions;

/// <summary>Whether a claim that is one text has several values in it.</summary>
public enum ClaimSeparator
{
    /// <summary>It is one value, spaces and commas included.</summary>
    None,

    /// <summary>Values are separated by spaces, as in <c>scope</c> (RFC 6749, 3.3).</summary>
    Space,

    /// <summary>Values are separated by commas, with or without spaces beside them.</summary>
    Comma,
}
