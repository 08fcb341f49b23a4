using System.Runtime.InteropServices;

namespace TokenGateway.Edge.Targets;

/// <summary>
/// The result of inspecting a raw path: the first fault, and the features that a route may allow (incomplete if there is a
/// fault).
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TargetFindings(TargetFault Fault, TargetFeatures Features)
{
    /// <summary>Whether a route that allows <paramref name="allowed"/> may serve the path.</summary>
    public bool PassesWith(TargetFeatures allowed) => Fault == TargetFault.None && Refused(allowed) == TargetFeatures.None;

    /// <summary>The features that a route which allows <paramref name="allowed"/> refuses.</summary>
    public TargetFeatures Refused(TargetFeatures allowed) => Features & ~(allowed | TargetFeatures.ShortName);
}
