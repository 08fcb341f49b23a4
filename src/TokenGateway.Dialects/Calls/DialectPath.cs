using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using TokenGateway.Core.Verification;

namespace TokenGateway.Dialects.Calls;

/// <summary>A path with all calls that stand at it.</summary>
public sealed class DialectPath
{
    private readonly TemplateMatcher _matcher;

    internal DialectPath(string pattern, IEnumerable<DialectCall> calls)
    {
        Pattern = pattern;
        Calls = [.. calls];
        _matcher = new TemplateMatcher(TemplateParser.Parse(pattern), []);
    }

    /// <summary>As the calls write it.</summary>
    public string Pattern { get; }

    public ImmutableArray<DialectCall> Calls { get; }

    /// <summary>The methods that somebody may use here, for <c>Allow</c>.</summary>
    public string Allow => string.Join(", ", Calls.SelectMany(call => call.Method == HttpMethods.Get ? [call.Method, HttpMethods.Head] : new[] { call.Method }));

    /// <summary>The part that its calls belong to.</summary>
    public string Part => Calls[0].Part;

    /// <summary>Whether every method is the gateway's: the path is about tokens. At others the methods of no call are the upstream's.</summary>
    public bool IsWhole => Part == DialectParts.Tokens;

    /// <summary>Whether the gateway answers this method here, if only with 405.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="hasRoute">A route leads to an upstream, which has an answer that a call may only add to.</param>
    public bool Answers(string method, bool hasRoute) => Find(method) is { } call ? call.Amend is null || !hasRoute : IsWhole;

    /// <summary>Whether a route of these methods (null: all) would never be reached.</summary>
    public bool Takes(IReadOnlyList<string>? methods) => Calls.All(call => call.Amend is null)
        && (IsWhole || (methods is { Count: > 0 } && methods.All(method => Find(method) is not null)));

    /// <summary>Null: the method is not allowed here.</summary>
    public DialectCall? Find(string method) =>
        Calls.FirstOrDefault(call => HttpMethods.Equals(call.Method, HttpMethods.IsHead(method) ? HttpMethods.Get : method));

    public bool Exists(AccessModel model) => Calls[0].Exists(model);

    internal bool TryMatch(PathString path, RouteValueDictionary values) => _matcher.TryMatch(path, values);
}
