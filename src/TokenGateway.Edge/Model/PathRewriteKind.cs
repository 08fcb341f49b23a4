namespace TokenGateway.Edge.Model;

/// <summary>YARP's path transforms that work on raw text.</summary>
internal enum PathRewriteKind
{
    /// <summary><c>PathPrefix</c>: prepends a value to the path.</summary>
    Prefix,

    /// <summary><c>PathRemovePrefix</c>: removes a value from the start of the path, only at a segment boundary.</summary>
    RemovePrefix,

    /// <summary><c>PathSet</c>: replaces the path.</summary>
    Set,
}
