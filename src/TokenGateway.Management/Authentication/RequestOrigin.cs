namespace TokenGateway.Management.Authentication;

/// <summary>From where a request comes, by what a browser says of it.</summary>
internal enum RequestOrigin
{
    /// <summary>Nothing says it: a client that is no browser.</summary>
    Unsaid,

    /// <summary>From no page: typed, or a bookmark.</summary>
    NoPage,

    /// <summary>From a page of this very origin.</summary>
    Own,

    /// <summary>From anywhere else, or said in two ways.</summary>
    Foreign,
}
