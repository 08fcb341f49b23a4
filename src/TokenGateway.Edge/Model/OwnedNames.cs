using System.Collections.Frozen;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Model;

/// <summary>
/// Header names that the gateway uses: it sets or removes them for an upstream, or a route matches on them. Another
/// spelling of such a name is dropped on every route: routing and transforms compare exact names, while CGI, WSGI and PHP
/// read <c>X_Tenant</c> and <c>X-Tenant</c> as one.
/// </summary>
internal sealed class OwnedNames
{
    private readonly HeaderNameSet _all;
    private readonly FrozenSet<string> _clients;

    private OwnedNames(HeaderNameSet all, FrozenSet<string> clients) => (_all, _clients) = (all, clients);

    /// <summary>
    /// Compiles the names; null when there are none. A client may never send <paramref name="secret"/>, and may send
    /// <paramref name="shared"/> in their exact spelling, subject to the route.
    /// </summary>
    public static OwnedNames? Create(IReadOnlyCollection<string> secret, IReadOnlyCollection<string> shared) =>
        secret.Count + shared.Count == 0
            ? null
            : new(HeaderNameSet.Create([.. secret, .. shared], []),
                shared.Except(secret, StringComparer.OrdinalIgnoreCase).ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether a client may not send a header of this name.</summary>
    public bool Refuses(string name) => _all.Contains(name) && !_clients.Contains(name);
}
