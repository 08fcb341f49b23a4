using System.Diagnostics.CodeAnalysis;
using TokenGateway.Portal.Memory;

namespace TokenGateway.Portal.Tokens;

/// <summary>
/// New values between the form that creates them and the page that shows them: in memory, for the creating session, for two
/// minutes and one display. A reload of the page shows nothing.
/// </summary>
/// <remarks>
/// The page must be requested from the node that created the value: with several nodes, the load balancer needs session
/// affinity, which the framework's forms require anyway. If a value is lost, rotate the token.
/// </remarks>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ShownOnce(TimeProvider time) : Handles<Shown>(time, TimeSpan.FromMinutes(2), MostOfUser, most: 1000)
{
    public const int MostOfUser = 100;
}
