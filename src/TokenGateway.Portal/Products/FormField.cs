namespace TokenGateway.Portal.Products;

/// <summary>A field of the form of a new token, or a group of fields.</summary>
internal enum FormField
{
    Name,

    /// <summary>Whether a person or a script will use it.</summary>
    Use,

    /// <summary>The selected lifetime.</summary>
    Expires,

    /// <summary>The lifetime as a number of days.</summary>
    Days,

    /// <summary>The expiry as a date and time.</summary>
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
