namespace TokenGateway.Edge.Model;

/// <summary>YARP's transforms of the path that work on raw text.</summary>
internal enum PathRewriteKind
{
    /// <summary><c>PathPrefix</c>: puts a value before the path.</summary>
    Prefix,

    /// <summary><c>PathRemovePrefix</c>: takes a value from the start of the path, at the border of a segment only.</summary>
    RemovePrefix,

    /// <summary><c>PathSet</c>: replaces the path.</summary>
    Set,
}
