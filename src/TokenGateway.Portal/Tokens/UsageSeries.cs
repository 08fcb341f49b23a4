using TokenGateway.Core.Usage;

namespace TokenGateway.Portal.Tokens;

/// <summary>One outcome in a chart.</summary>
/// <param name="Class">Its class in the stylesheet.</param>
/// <param name="NameOf">Its name.</param>
/// <param name="CountOf">Its requests on a day, from 0.</param>
internal sealed record UsageSeries(string Class, Func<string> NameOf, Func<UsageDay, long> CountOf)
{
    public string Name => NameOf();
}
