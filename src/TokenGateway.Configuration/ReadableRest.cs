using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration;

/// <summary>A configuration without its unreadable keys, to report errors in the rest at the same time. Not used for anything else.</summary>
internal sealed class ReadableRest
{
    // Other parts refer to the names in these: without one, each reference would be an error of its own.
    private static readonly string[] ReferredTo = ["Dialect", "Credentials", "Identity", "Roles", "Policies", "RateLimits", "Cors", "Users", "Realms"];

    private readonly ConfigurationSnapshot _whole;
    private readonly HashSet<string> _removed;

    private ReadableRest(ConfigurationSnapshot whole, HashSet<string> removed) =>
        (_whole, _removed, Configuration) = (whole, removed, whole.Without(removed));

    public ConfigurationSnapshot Configuration { get; }

    /// <summary>Null: the rest would yield no meaningful errors.</summary>
    public static ReadableRest? Of(ConfigurationSnapshot whole, IReadOnlyList<ConfigError> errors) =>
        new ReadableRest(whole, new HashSet<string>(StringComparer.OrdinalIgnoreCase)).Without(errors);

    /// <summary>The same without the keys of these errors as well.</summary>
    public ReadableRest? Without(IReadOnlyList<ConfigError> errors)
    {
        var removed = new HashSet<string>(_removed, _removed.Comparer);
        foreach (var path in errors.Select(error => error.Path).Where(ConfigPath.IsStrict))
        {
            if (NodeAt(path) is not { } node || IsReferredTo(node))
                return null;
            removed.Add(node.Path);
        }

        if (removed.Count == _removed.Count && removed.Count > 0)
            return null;
        var rest = new ReadableRest(_whole, removed);
        return NamesIn(_whole).Except(NamesIn(rest.Configuration), StringComparer.OrdinalIgnoreCase).Any() ? null : rest;
    }

    /// <summary>Whether the error results from the removal: it is about a removed key, or about a parent of one.</summary>
    public bool IsConsequence(ConfigError error) =>
        _removed.Any(path => ConfigPath.IsAtOrUnder(error.Path, path) || ConfigPath.IsAtOrUnder(path, error.Path));

    // The node to remove. A list element is removed only with its list, since errors refer to the others by index.
    private ConfigNode? NodeAt(string path)
    {
        ConfigNode? found = null;
        var node = Configuration.Written;
        foreach (var key in path.Split(':'))
        {
            if (node[key] is not { } child)
                break;
            found = node.IsList ? found : child;
            node = child;
        }

        return found;
    }

    // The names that other parts refer to; one may have lost its last key.
    private static IEnumerable<string> NamesIn(ConfigurationSnapshot configuration) =>
        ReferredTo.Select(key => configuration.Written[ConfigPath.Gateway]?[key])
            .Append(configuration.Written[ConfigPath.ReverseProxy]?[GatewayShape.Clusters])
            .SelectMany(map => map?.Children ?? []).Select(child => child.Path);

    private static bool IsReferredTo(ConfigNode node) => node.Path.Split(':') switch
    {
        [_] => true,
        [var section, _] when ConfigPath.Same(section, ConfigPath.ReverseProxy) => true,
        [var section, var kind, _] when ConfigPath.Same(section, ConfigPath.ReverseProxy) => !ConfigPath.Same(kind, GatewayShape.Routes),
        [var section, var key] when ConfigPath.Same(section, ConfigPath.Gateway) => !node.IsLeaf || ReferredTo.Contains(key, StringComparer.OrdinalIgnoreCase),
        [var section, var key, _] when ConfigPath.Same(section, ConfigPath.Gateway) => ReferredTo.Contains(key, StringComparer.OrdinalIgnoreCase),
        _ => false,
    };
}
