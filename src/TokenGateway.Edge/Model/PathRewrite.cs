using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Model;

/// <summary>
/// A route's path transforms, compiled to work on the raw path, so that every other byte reaches the upstream as the client
/// sent it. Inspect the result again: a value that is set or prepended may be anything.
/// </summary>
internal sealed class PathRewrite
{
    private readonly ImmutableArray<Step> _steps;

    private PathRewrite(ImmutableArray<Step> steps) => _steps = steps;

    /// <summary>Changes nothing.</summary>
    public static PathRewrite None { get; } = new([]);

    public bool IsNone => _steps.IsEmpty;

    /// <summary>Compiles <paramref name="steps"/>, which are applied in order, each to the result of the previous one.</summary>
    public static PathRewrite Create(IEnumerable<PathRewriteStep> steps)
    {
        ImmutableArray<Step> compiled = [.. steps.Select(Compile)];
        return compiled.IsEmpty ? None : new(compiled);
    }

    /// <summary>The upstream path, without query; always begins with <c>/</c>. Returns the same string when no step changes it.</summary>
    public string Apply(string rawPath)
    {
        var path = rawPath;
        foreach (var step in _steps)
            path = step.Apply(path);
        return path;
    }

    /// <summary>The prefix that the first step removes from <paramref name="rawPath"/>, percent-encoded; null: none.</summary>
    public string? RemovedFrom(ReadOnlySpan<char> rawPath) =>
        _steps is [{ Kind: PathRewriteKind.RemovePrefix } first, ..] && RawPath.MatchSegments(rawPath, first.Text) > 0 ? first.Raw : null;

    /// <summary>Whether <see cref="Undo"/> can restore the client's path: not if a step sets the path.</summary>
    public bool CanBeUndone => _steps.All(step => step.Kind != PathRewriteKind.Set);

    /// <summary>The client's path for the upstream path <paramref name="path"/>.</summary>
    /// <param name="basePath">The destination's base path, which precedes the result of the steps.</param>
    /// <returns>Null: the route does not lead there.</returns>
    public string? Undo(string path, string basePath)
    {
        var outside = Below(path, basePath.TrimEnd('/'));
        for (var i = _steps.Length - 1; i >= 0 && outside is not null; i--)
            outside = _steps[i].Undo(outside);
        return outside;
    }

    private static string? Below(string path, string prefix) => prefix.Length == 0 ? path : RawPath.MatchSegments(path, Uri.UnescapeDataString(prefix)) switch
    {
        < 0 => null,
        var length when length == path.Length => "/",
        var length => path[length..],
    };

    private static Step Compile(PathRewriteStep step)
    {
        var value = new PathString(step.Value.StartsWith('/') || step.Value.Length == 0 ? step.Value : "/" + step.Value);
        return new(step.Kind, value.Value ?? "", value.ToUriComponent());
    }

    /// <summary><c>Text</c> is compared with decoded paths, as in YARP; <c>Raw</c> becomes part of a target.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Step(PathRewriteKind Kind, string Text, string Raw)
    {
        public string Apply(string path) => Kind switch
        {
            PathRewriteKind.Prefix => Join(Raw, path),
            PathRewriteKind.RemovePrefix => RemoveFrom(path),
            _ => Raw.Length == 0 ? "/" : Raw,
        };

        /// <summary>The path before this step; null: none.</summary>
        public string? Undo(string path) => Kind switch
        {
            PathRewriteKind.Prefix => Below(path, Text.TrimEnd('/')),
            PathRewriteKind.RemovePrefix => Join(Raw, path),
            _ => null,
        };

        private string RemoveFrom(string path) => RawPath.MatchSegments(path, Text) switch
        {
            <= 0 => path,
            var length when length == path.Length => "/",
            var length => path[length..],
        };

        private static string Join(string prefix, string path) =>
            prefix.EndsWith('/') ? string.Concat(prefix.AsSpan(..^1), path) : prefix + path;
    }
}
