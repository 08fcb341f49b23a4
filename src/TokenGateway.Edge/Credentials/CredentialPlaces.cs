using System.Collections.Immutable;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Credentials;

/// <summary>
/// The compiled credential locations of a configuration, and the schemes that are recognised as an attempt to authenticate
/// and never succeed. Names are compared ignoring case and returned in the configured spelling.
/// </summary>
internal sealed class CredentialPlaces
{
    private CredentialPlaces(IReadOnlyCollection<CredentialPlace> places, IEnumerable<string> recognised)
    {
        Schemes = NamesOf(places, CredentialPlaceKind.Scheme);
        HeaderNames = NamesOf(places, CredentialPlaceKind.Header);
        QueryNames = NamesOf(places, CredentialPlaceKind.Query);
        ProtocolPrefixes = NamesOf(places, CredentialPlaceKind.SocketProtocol);
        ShortestQueryName = QueryNames.IsEmpty ? int.MaxValue : QueryNames.Min(name => name.Length);
        Recognised = [.. recognised.Except(Schemes, StringComparer.OrdinalIgnoreCase)];
        Headers = HeaderNameSet.Create(HeaderNames, []);
        Vary = string.Join(", ", Schemes.IsEmpty ? HeaderNames : HeaderNames.Insert(0, "Authorization"));
    }

    /// <summary>Schemes of <c>Authorization</c> that authenticate.</summary>
    public ImmutableArray<string> Schemes { get; }

    /// <summary>Schemes of <c>Authorization</c> that are refused and not forwarded.</summary>
    public ImmutableArray<string> Recognised { get; }

    /// <summary>Headers that contain a token.</summary>
    public ImmutableArray<string> HeaderNames { get; }

    /// <summary>The same as <see cref="HeaderNames"/>, for stripping every spelling.</summary>
    public HeaderNameSet Headers { get; }

    /// <summary>Query parameters that contain a token, decoded.</summary>
    public ImmutableArray<string> QueryNames { get; }

    /// <summary>Prefixes of the items of <c>Sec-WebSocket-Protocol</c> that contain a token.</summary>
    public ImmutableArray<string> ProtocolPrefixes { get; }

    /// <summary>In characters; <see cref="int.MaxValue"/> when there is none.</summary>
    public int ShortestQueryName { get; }

    /// <summary>The headers that a response depends on, for <c>Vary</c> (RFC 9110, 12.5.5).</summary>
    public string Vary { get; }

    public static CredentialPlaces Create(IEnumerable<CredentialPlace> places, IEnumerable<string> recognisedSchemes) =>
        new([.. places], recognisedSchemes);

    /// <summary>Whether <paramref name="scheme"/> authenticates.</summary>
    public bool IsScheme(ReadOnlySpan<char> scheme) => FindScheme(scheme) is not null;

    /// <summary>Whether <paramref name="scheme"/> is one that is refused and not forwarded.</summary>
    public bool IsRecognised(ReadOnlySpan<char> scheme) => Find(Recognised, scheme) is not null;

    /// <summary>The configured spelling of <paramref name="scheme"/>.</summary>
    public string? FindScheme(ReadOnlySpan<char> scheme) => Find(Schemes, scheme);

    /// <summary>The configured spelling of a decoded parameter name.</summary>
    public string? FindQueryName(ReadOnlySpan<char> name) => Find(QueryNames, name);

    /// <summary>Whether a parser behind the gateway may read a decoded parameter name as a configured one.</summary>
    public bool MayBeQueryName(ReadOnlySpan<char> name)
    {
        foreach (var place in QueryNames)
        {
            if (QueryNameFold.MayMean(name, place))
                return true;
        }

        return false;
    }

    private static string? Find(ImmutableArray<string> names, ReadOnlySpan<char> sought)
    {
        foreach (var name in names)
        {
            if (sought.Equals(name, StringComparison.OrdinalIgnoreCase))
                return name;
        }

        return null;
    }

    private static ImmutableArray<string> NamesOf(IEnumerable<CredentialPlace> places, CredentialPlaceKind kind) =>
        [.. places.Where(p => p.Kind == kind).Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
}
