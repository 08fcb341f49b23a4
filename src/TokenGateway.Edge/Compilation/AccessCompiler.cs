using System.Collections.Frozen;
using System.Collections.Immutable;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Access;

namespace TokenGateway.Edge.Compilation;

/// <summary>Compiles access entries: resolves role and permission names, and refuses unreachable entries.</summary>
internal sealed class AccessCompiler(RoleCatalog roles, PermissionCatalog permissions, CompilerContext context)
{
    private readonly SortedSet<string> _ungranted = new(StringComparer.Ordinal);

    public IEnumerable<string> Warnings =>
        _ungranted.Select(name => $"Permission {name} is asked for by a rule, but no role grants it: nobody can pass.");

    public FrozenDictionary<string, AccessPolicy> CompilePolicies(GatewayConfig gateway)
    {
        foreach (var reserved in gateway.Policies.Values.Where(policy => policy.Name is "Default" or "Anonymous"))
            context.Errors.Add(reserved.Path, $"\"{reserved.Name}\" is reserved (any valid token, or everyone); choose another name");
        return gateway.Policies.Values.ToFrozenDictionary(policy => policy.Name, policy => Compile(policy.Access), StringComparer.Ordinal);
    }

    public AccessPolicy Compile(IReadOnlyList<AccessEntryConfig> entries)
    {
        RefuseUnreachable(entries);
        return new AccessPolicy([.. entries.Select(CompileEntry)]);
    }

    private AccessEntry CompileEntry(AccessEntryConfig entry) => new()
    {
        Methods = entry.Methods is { } methods ? [.. methods.Select(method => method.ToUpperInvariant())] : (ImmutableArray<string>?)null,
        Condition = CompileCondition(entry.Condition, entry.OneOf),
    };

    private AccessCondition CompileCondition(ConditionConfig written, IReadOnlyList<ConditionConfig> oneOf) => new()
    {
        AnyRole = RoleSet(written.AnyRole, written.Path, "AnyRole"),
        NotRole = RoleSet(written.NotRole, written.Path, "NotRole"),
        MinRank = RankOf(written),
        AllPermissions = PermissionSet(written.AllPermissions),
        AnyPermission = PermissionSet(written.AnyPermission),
        OneOf = [.. oneOf.Select(one => CompileCondition(one, []))],
        Description = ConditionText.Describe(written, oneOf),
    };

    private BitSet? RoleSet(IReadOnlyList<string> names, string path, string key)
    {
        if (names.Count == 0)
            return null;
        for (var i = 0; i < names.Count; i++)
            FindRole(names[i], ConfigPath.Join(path, key, i));
        return BitSet.Of(roles.All.Where(role => names.Contains(role.Name.Value, StringComparer.Ordinal)).Select(role => role.Index));
    }

    private int? RankOf(ConditionConfig written)
    {
        if (written.MinRole is null)
            return null;
        var path = ConfigPath.Join(written.Path, "MinRole");
        var role = FindRole(written.MinRole, path);
        if (role is { Rank: null })
            context.Errors.Add(path, $"role \"{role.Name}\" has no Rank, so no role is above or below it; give it one, or write \"AnyRole\": [\"{role.Name}\"]");
        return role?.Rank ?? int.MaxValue;
    }

    private Role? FindRole(string name, string path)
    {
        var role = roles.All.FirstOrDefault(one => one.Name.Value == name);
        if (role is null)
            context.Errors.Add(path, $"unknown role \"{name}\"{Suggestion.Ask(name, roles.All.Select(one => one.Name.Value))}");
        return role;
    }

    private BitSet? PermissionSet(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return null;
        var set = permissions.SetOf(names.Where(AccessName.IsValid).Select(PermissionName.Parse));
        var granted = roles.All.Aggregate(default(BitSet), (sum, role) => sum.Or(role.Permissions));
        foreach (var index in set.Members().Where(index => !granted.Contains(index)))
            _ungranted.Add(permissions.Names[index]);
        return set;
    }

    // The first entry that names a method decides, so an entry whose methods are all named earlier is unreachable.
    private void RefuseUnreachable(IReadOnlyList<AccessEntryConfig> entries)
    {
        var namedBy = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        int? all = null;
        for (var i = 0; i < entries.Count; i++)
        {
            if (all is { } catchAll)
                RefuseBehindAll(entries[i], i, catchAll);
            else if (entries[i].Methods is not { } methods)
                all = i;
            else if (methods.Count > 0 && methods.All(namedBy.ContainsKey))
                RefuseNamedBefore(entries[i], i, [.. methods.Select(method => namedBy[method]).Distinct().Order()]);
            foreach (var method in entries[i].Methods ?? [])
                namedBy.TryAdd(method, i);
        }
    }

    private void RefuseBehindAll(AccessEntryConfig entry, int index, int all) => context.Errors.Add(entry.Path,
        $"entry {index} can never decide: entry {all} before it names no methods and so decides all. Move entry {all} to the end, or put the conditions of both into one entry with \"OneOf\"");

    private void RefuseNamedBefore(AccessEntryConfig entry, int index, int[] by) => context.Errors.Add(entry.Path,
        $"entry {index} can never decide: {(by.Length == 1 ? $"entry {by[0]} before it names" : $"entries {string.Join(" and ", by)} before it name")} all its methods. Put the conditions into one entry with \"OneOf\", or name other methods");
}
