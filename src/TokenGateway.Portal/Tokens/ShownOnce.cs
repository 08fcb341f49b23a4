using System.Diagnostics.CodeAnalysis;
using TokenGateway.Portal.Memory;

namespace TokenGateway.Portal.Tokens;

/// <summary>
/// New values between the form that makes them and the page that shows them: in memory, for the session that made them, for two
/// minutes and one reading. A browser that loads the page a second time gets nothing.
/// </summary>
/// <remarks>
/// The page must be asked for on the node that made the value: with several nodes the balancer keeps a browser on one, as it
/// must for the framework's forms anyway. A value that is lost that way is rotated.
/// </remarks>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ShownOnce(TimeProvider time) : Handles<Shown>(time, TimeSpan.FromMinutes(2), MostOfUser, most: 1000)
{
    public const int MostOfUser = 100;
}
