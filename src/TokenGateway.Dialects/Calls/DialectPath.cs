using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using TokenGateway.Core.Verification;

namespace TokenGateway.Dialects.Calls;

/// <summary>A path with all its calls.</summary>
public sealed class DialectPath
{
    private readonly TemplateMatcher _matcher;

    internal DialectPath(string pattern, IEnumerable<DialectCall> calls)
    {
        Pattern = pattern;
        Calls = [.. calls];
        _matcher = new TemplateMatcher(TemplateParser.Parse(pattern), []);
    }

    /// <summary>As in the calls.</summary>
    public string Pattern { get; }

    public ImmutableArray<DialectCall> Calls { get; }

    /// <summary>The supported methods, for <c>Allow</c>.</summary>
    public string Allow => string.Join(", ", Calls.SelectMany(call => call.Method == HttpMethods.Get ? [call.Method, HttpMethods.Head] : new[] { call.Method }));

    /// <summary>The part of its calls.</summary>
    public string Part => Calls[0].Part;

    /// <summary>
    /// Whether the gateway serves every method, because the path is about tokens. On other paths, methods without a call
    /// belong to the upstream.
    /// </summary>
    public bool IsWhole => Part == DialectParts.Tokens;

    /// <summary>Whether the gateway responds to this method here, if only with 405.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="hasRoute">A route leads to an upstream, whose response a call may only amend.</param>
    public bool Answers(string method, bool hasRoute) => Find(method) is { } call ? call.Amend is null || !hasRoute : IsWhole;

    /// <summary>Whether a route with these methods (null: all) would be unreachable.</summary>
    public bool Takes(IReadOnlyList<string>? methods) => Calls.All(call => call.Amend is null)
        && (IsWhole || (methods is { Count: > 0 } && methods.All(method => Find(method) is not null)));

    /// <summary>Null: the method is not allowed here.</summary>
    public DialectCall? Find(string method) =>
        Calls.FirstOrDefault(call => HttpMethods.Equals(call.Method, HttpMethods.IsHead(method) ? HttpMethods.Get : method));

    public bool Exists(AccessModel model) => Calls[0].Exists(model);

    internal bool TryMatch(PathString path, RouteValueDictionary values) => _matcher.TryMatch(path, values);
}
