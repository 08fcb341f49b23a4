using System.Runtime.InteropServices;

namespace TokenGateway.Edge.Model;

/// <summary>One path transform of a route as configured; a missing leading slash is added, as in YARP.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PathRewriteStep(PathRewriteKind Kind, string Value);
