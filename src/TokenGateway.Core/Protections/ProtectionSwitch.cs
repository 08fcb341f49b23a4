using System.Runtime.CompilerServices;

namespace TokenGateway.Core.Protections;

/// <summary>
/// Asks whether a protection holds. It always does, and the question costs nothing, unless the build was made to try
/// what happens without one (<c>-p:ProtectionSwitches=true</c>, tests only).
/// </summary>
internal static class ProtectionSwitch
{
#if PROTECTION_SWITCHES
    /// <summary>The one that is taken away.</summary>
    public static Protection? Removed { get; set; }

    public static bool IsEnabled(this Protection protection) => Removed != protection;
#else
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsEnabled(this Protection protection) => true;
#endif
}
