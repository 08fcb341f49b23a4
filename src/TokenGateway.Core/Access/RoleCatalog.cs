using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TokenGateway.Core.Access;

/// <summary>The roles of one configuration generation.</summary>
public sealed class RoleCatalog
{
    private readonly FrozenDictionary<RoleName, Role> _byName;

    public RoleCatalog(IEnumerable<RoleDefinition> definitions, PermissionCatalog permissions)
    {
        All = [.. definitions.Select((one, i) => new Role(i, one, permissions.Matching(one.Permissions)))];
        _byName = All.ToFrozenDictionary(role => role.Name);
    }

    /// <summary>The roles by index, in the order of the file.</summary>
    public ImmutableArray<Role> All { get; }

    public Role? Find(RoleName name) => _byName.GetValueOrDefault(name);

    /// <summary>The known roles among these names, highest rank first, unranked ones last.</summary>
    public IReadOnlyList<Role> Known(IEnumerable<RoleName> names) =>
        [.. names.Select(Find).OfType<Role>().OrderByDescending(role => role.Rank ?? int.MinValue)];
}
