using TokenGateway.ConfigFiles;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Store;

/// <summary>References in the store that the configuration no longer defines: they grant nothing, which may be unexpected.</summary>
internal static class StoreWarnings
{
    public static async Task<IReadOnlyList<string>> ReadAsync(ConfigFile file, CancellationToken cancellationToken)
    {
        await using var gateway = OfflineGateway.Open(file.Path);
        var (roleOfUsers, roleOfTokens, permissionOfTokens) = (new Tally(), new Tally(), new Tally());
        await foreach (var user in gateway.UsersAsync(cancellationToken))
            roleOfUsers.Add(user.Roles.Where(role => gateway.Model.Roles.Find(role) is null).Select(role => role.Value));
        await foreach (var token in gateway.TokensAsync(TokenFilter.All, cancellationToken))
        {
            roleOfTokens.Add(gateway.Model.Roles.Find(token.Role) is null ? [token.Role.Value] : []);
            permissionOfTokens.Add(UnknownPermissions(gateway, token));
        }

        return
        [
            .. roleOfUsers.ToWarnings("user", "role"), .. roleOfTokens.ToWarnings("token", "role"), .. permissionOfTokens.ToWarnings("token", "permission"),
        ];
    }

    private static IEnumerable<string> UnknownPermissions(OfflineGateway gateway, Token token) =>
        token.Permissions is { } limit ? limit.Where(one => !gateway.Model.Permissions.Knows(one)).Select(one => one.Value) : [];

    private sealed class Tally
    {
        private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
        private int _count;

        public void Add(IEnumerable<string> unknown)
        {
            var names = unknown.ToList();
            _names.UnionWith(names);
            _count += names.Count > 0 ? 1 : 0;
        }

        public IEnumerable<string> ToWarnings(string what, string kind) => _count == 0 ? [] :
            [$"{_count} {what}{(_count == 1 ? " has" : "s have")} a {kind} that the configuration does not know and that grants nothing: {string.Join(", ", _names)}."];
    }
}
