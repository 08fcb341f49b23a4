using System.Collections.Immutable;
using TokenGateway.Configuration.Errors;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Compilation;

/// <summary>Compiles identity headers. Equal sets become one, so that a snapshot renders each only once.</summary>
internal sealed class IdentityCompiler(ConfigErrors errors)
{
    /// <summary>Protected in every configuration: the default names, and the assertion header even while it is off.</summary>
    public static ImmutableArray<string> AlwaysProtected { get; } =
        ["X-Auth-User", "X-Auth-Email", "X-Auth-Role", "X-Auth-Permissions", "X-Auth-Token-Id", "X-Auth-Assertion"];

    private readonly List<IdentitySet> _sets = [];
    private readonly Dictionary<string, IdentitySet> _known = new(StringComparer.Ordinal);

    public ImmutableArray<IdentitySet> Sets => [.. _sets];

    // Names without a letter or digit are reported with the other invalid names.
    public ImmutableArray<string> HeaderNames =>
        [.. _sets.SelectMany(set => set.Headers).Select(header => header.Name).Where(name => HeaderNameSet.Fold(name).Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    public IdentitySet Compile(IReadOnlyDictionary<string, string> written, string path)
    {
        var headers = ImmutableArray.CreateBuilder<IdentityHeader>();
        foreach (var (name, text) in written)
        {
            if (IdentityTemplate.TryParse(text, out var template, out var error))
                headers.Add(new IdentityHeader(name, template!));
            else
                errors.Add(ConfigPath.Join(path, name), error!);
        }

        var key = string.Join('\n', headers.Select(header => $"{header.Name}: {header.Template.Text}"));
        if (_known.TryGetValue(key, out var known))
            return known;
        var set = new IdentitySet(_sets.Count, headers.ToImmutable());
        _sets.Add(set);
        _known.Add(key, set);
        return set;
    }
}
