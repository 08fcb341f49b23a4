using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Dialects.Calls;

/// <summary>
/// The calls of a dialect by path. Checked for every request and rarely matched: a path that does not begin with the fixed
/// prefix of a call costs a comparison and no allocation.
/// </summary>
public sealed class DialectCallTable
{
    private readonly ImmutableArray<string> _heads;

    private DialectCallTable(ImmutableArray<DialectCall> calls)
    {
        Paths = [.. calls.GroupBy(call => call.Path, StringComparer.OrdinalIgnoreCase).Select(group => new DialectPath(group.Key, group))];
        _heads = [.. Paths.Select(path => HeadOf(path.Pattern)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The calls whose parts are served. Null: none.</summary>
    /// <param name="calls">A dialect's calls.</param>
    /// <param name="serves">Whether the part of this name is served.</param>
    public static DialectCallTable? Create(ImmutableArray<DialectCall> calls, Func<string, bool> serves)
    {
        ArgumentNullException.ThrowIfNull(serves);
        return calls.RemoveAll(call => !serves(call.Part)) is { IsEmpty: false } served ? new DialectCallTable(served) : null;
    }

    public ImmutableArray<DialectPath> Paths { get; }

    /// <summary>Null: not a path of the dialect.</summary>
    public DialectMatch? Match(PathString path) => BeginsLikeOne(path.Value) ? MatchWhole(path) : null;

    private bool BeginsLikeOne(ReadOnlySpan<char> path)
    {
        foreach (var head in _heads)
        {
            if (path.StartsWith(head, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private DialectMatch? MatchWhole(PathString path)
    {
        foreach (var one in Paths)
        {
            var values = new Microsoft.AspNetCore.Routing.RouteValueDictionary();
            if (one.TryMatch(path, values))
                return new DialectMatch(one, values);
        }

        return null;
    }

    // "/iam/v2/clients/{clientId}" -> "/iam/v2/clients"
    private static string HeadOf(string pattern) =>
        pattern.IndexOf("/{", StringComparison.Ordinal) is var brace and > 0 ? pattern[..brace] : pattern.TrimEnd('/');
}
