using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Constraints;

namespace TokenGateway.Edge.Hosting;

/// <summary>
/// Routing's constraint of a regular expression, by an engine that does not backtrack. What needs the other engine
/// (lookarounds, back references) has a few milliseconds; a request at which they are not enough fails.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by routing.")]
internal sealed class LinearRegexConstraint(string pattern) : RegexRouteConstraint(Create(pattern))
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    private static Regex Create(string pattern)
    {
        try
        {
            return new Regex(pattern, Options | RegexOptions.NonBacktracking, Longest);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, Options | RegexOptions.Compiled, Longest);
        }
    }
}
