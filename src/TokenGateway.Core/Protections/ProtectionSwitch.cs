using System.Runtime.CompilerServices;

namespace TokenGateway.Core.Protections;

/// <summary>
/// Tests whether a protection is enabled. It always is, at no cost, except in a build for mutation checks
/// (<c>-p:ProtectionSwitches=true</c>, tests only).
/// </summary>
internal static class ProtectionSwitch
{
#if PROTECTION_SWITCHES
    /// <summary>The disabled protection.</summary>
    public static Protection? Removed { get; set; }

    public static bool IsEnabled(this Protection protection) => Removed != protection;
#else
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsEnabled(this Protection protection) => true;
#endif
}
