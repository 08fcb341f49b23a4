using System.Collections.Frozen;
using System.Collections.Immutable;
using TokenGateway.Core.Access;

namespace TokenGateway.Dialects.Gcore;

/// <summary>
/// The numbers of roles: the configured one, otherwise Gcore's own for its roles, otherwise from 1000 in the order of the
/// file. A number configured for one role is not used for another.
/// </summary>
internal sealed class GcoreRoles
{
    private const int First = 1000;

    private static readonly FrozenDictionary<string, int> Known = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["Administrators"] = 1,
        ["Users"] = 2,
        ["Engineers"] = 5,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<RoleName, int> _ids = [];

    public GcoreRoles(ImmutableArray<DialectRole> roles)
    {
        foreach (var role in roles.Where(role => role.Id is not null))
            _ids[role.Name] = role.Id!.Value;
        var taken = _ids.Values.ToHashSet();
        foreach (var role in roles.Where(role => role.Id is null))
        {
            if (Known.TryGetValue(role.Name.Value, out var known) && taken.Add(known))
                _ids[role.Name] = known;
        }

        var next = First;
        foreach (var role in roles.Where(role => !_ids.ContainsKey(role.Name)))
        {
            while (!taken.Add(next))
                next++;
            _ids[role.Name] = next;
        }
    }

    /// <summary>0: the role is not configured any more.</summary>
    public int IdOf(RoleName role) => _ids.GetValueOrDefault(role);

    /// <summary>Null: no role has this number.</summary>
    public RoleName? Find(int id) => _ids.FirstOrDefault(pair => pair.Value == id) is { Value: > 0 } found ? found.Key : null;
}
