using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Constraints;

namespace TokenGateway.Edge.Routing;

/// <summary>
/// Routing's constraint of a regular expression, by an engine that does not backtrack. What needs the other engine
/// (lookarounds, back references) has a tenth of a second; a request at which that is not enough fails.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by routing.")]
internal sealed class LinearRegexConstraint(string pattern) : RegexRouteConstraint(Create(pattern))
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

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
