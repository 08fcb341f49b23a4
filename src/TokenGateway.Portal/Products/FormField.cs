namespace TokenGateway.Portal.Products;

/// <summary>A field of the form of a new token, or a group that belongs together.</summary>
internal enum FormField
{
    Name,

    /// <summary>Who will use it.</summary>
    Use,

    /// <summary>When it expires, chosen.</summary>
    Expires,

    /// <summary>The same as a number of days.</summary>
    Days,

    /// <summary>The same as a date and time.</summary>
    Until,
    Role,
    Owner,
    Permissions,
    Description,
    Realm,
    Addresses,
    NotBefore,
    Manages,
}
