using System.Runtime.InteropServices;

namespace TokenGateway.Edge.Model;

/// <summary>One path transform of a route as the configuration writes it; a missing first slash is added, as YARP does.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PathRewriteStep(PathRewriteKind Kind, string Value);
