using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Constraints;

namespace TokenGateway.Edge.Routing;

/// <summary>
/// The regular expression constraint of routing, with a non-backtracking engine. Patterns that need the backtracking engine
/// (lookarounds, back references) have a timeout of 100 ms; a request that exceeds it fails.
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
