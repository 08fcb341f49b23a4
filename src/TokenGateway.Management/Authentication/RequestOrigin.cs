namespace TokenGateway.Management.Authentication;

/// <summary>The origin of a request, according to the browser.</summary>
internal enum RequestOrigin
{
    /// <summary>Not reported: the client is not a browser.</summary>
    Unsaid,

    /// <summary>No page: typed, or a bookmark.</summary>
    NoPage,

    /// <summary>A page of the same origin.</summary>
    Own,

    /// <summary>Any other origin, or contradictory headers.</summary>
    Foreign,
}
