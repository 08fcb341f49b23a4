using System.Collections.Immutable;

namespace TokenGateway.Core.Access;

/// <summary>
/// The access rule of a route: the first entry that names the method decides. Methods compare ignoring case, because
/// upstreams receive <c>delete</c> as <c>DELETE</c>. HEAD is decided as GET if no entry names HEAD. Immutable; evaluation
/// does not allocate.
/// </summary>
public sealed class AccessPolicy
{
    private readonly bool _namesHead;

    public AccessPolicy(ImmutableArray<AccessEntry> entries)
    {
        Entries = entries;
        _namesHead = entries.Any(entry => entry.Methods is { } methods && methods.Contains("HEAD", StringComparer.OrdinalIgnoreCase));
        Allow = DescribeMethods(entries);
    }

    /// <summary>Any valid token, any method.</summary>
    public static AccessPolicy AnyToken { get; } =
        new([new AccessEntry { Condition = new AccessCondition { Description = "any valid token" } }]);

    public ImmutableArray<AccessEntry> Entries { get; }

    /// <summary>
    /// The value of the <c>Allow</c> header (RFC 9110, 10.2.1): every method an entry names, and HEAD where GET is.
    /// </summary>
    public string Allow { get; }

    public AccessVerdict Evaluate(string method, in AccessSubject subject) =>
        Find(method) is { } entry
            ? new AccessVerdict(entry.Condition.Evaluate(subject), entry)
            : new AccessVerdict(AccessDecision.MethodNotAllowed, null);

    /// <summary>The entry that decides a method; null: none, the method is not allowed.</summary>
    public AccessEntry? Find(string method)
    {
        ArgumentNullException.ThrowIfNull(method);
        var effective = !_namesHead && method.Equals("HEAD", StringComparison.OrdinalIgnoreCase) ? "GET" : method;
        foreach (var entry in Entries)
        {
            if (entry.Names(effective))
                return entry;
        }

        return null;
    }

    private static string DescribeMethods(ImmutableArray<AccessEntry> entries)
    {
        var methods = entries.SelectMany(entry => entry.Methods ?? []).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (methods.Contains("GET", StringComparer.OrdinalIgnoreCase) && !methods.Contains("HEAD", StringComparer.OrdinalIgnoreCase))
            methods.Insert(methods.FindIndex(one => one.Equals("GET", StringComparison.OrdinalIgnoreCase)) + 1, "HEAD");
        return string.Join(", ", methods);
    }
}
