using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Authentication;

/// <summary>
/// Reads all configured credential locations and records what must not be forwarded. An empty credential beside another one
/// does not count (Swagger UI and Postman send <c>?api_token=</c> with a header); alone it is malformed.
/// </summary>
internal static class CredentialReader
{
    public static CredentialFinding Read(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        var headers = context.Request.Headers;
        var found = new Found { Count = request.AliasHeaders };
        ReadAuthorization(headers, request, route, ref found);
        foreach (var name in request.Model.Places.HeaderNames)
            ReadHeader(headers, name, request, route, ref found);
        ReadQuery(request, route, ref found);
        if (request.SocketProtocols is { } protocols)
            ReadProtocols(protocols, request, route, ref found);
        return found.Count switch
        {
            0 => found.HasEmpty ? CredentialFinding.Unusable : CredentialFinding.None,
            1 => found.Usable == 1 ? CredentialFinding.One : CredentialFinding.Unusable,
            _ => Protection.ExactlyOne.IsEnabled() ? CredentialFinding.Ambiguous : found.Usable > 0 ? CredentialFinding.One : CredentialFinding.Unusable,
        };
    }

    private static void ReadAuthorization(IHeaderDictionary headers, EdgeRequest request, GatewayRoute route, ref Found found)
    {
        var values = headers.Authorization;
        if (values.Count == 0)
            return;
        if (values.Count > 1)
        {
            request.StripsAuthorization = true;
            found.Count += values.Count;
            return;
        }

        var value = values.ToString();
        var verdict = AuthorizationHeader.Parse(value, request.Model.Places, out var span);
        if (verdict == AuthorizationVerdict.Upstreams || AuthorizationHeader.IsUpstreams(value, route.PassedSchemes, request.Model.Dialect.Shape))
        {
            request.SignsConnectionIn = ConnectionSchemes.IsOne(value);
            return;
        }

        request.StripsAuthorization = true;
        var allowed = route.Places.IsScheme(span.Scheme);
        if (verdict == AuthorizationVerdict.Empty)
            found.HasEmpty = true;
        else if (verdict != AuthorizationVerdict.Credential)
            found.Count++;
        else if (span.IsBasic)
            TakeBasic(span.In(value), allowed, request, ref found);
        else
            Take(value, span.Start, span.Length, CredentialPlaceKind.Scheme, allowed, request, ref found);
    }

    private static void ReadHeader(IHeaderDictionary headers, string name, EdgeRequest request, GatewayRoute route, ref Found found)
    {
        if (!headers.TryGetValue(name, out var values) || values.Count == 0)
            return;
        request.StripsHeaders = true;
        var value = values.ToString();
        if (values.Count > 1)
            found.Count += values.Count;
        else
            Take(value, 0, value.Length, CredentialPlaceKind.Header, route.Places.Headers.Contains(name), request, ref found);
    }

    private static void ReadQuery(EdgeRequest request, GatewayRoute route, ref Found found)
    {
        var query = request.Query;
        found.HasEmpty |= query.HasEmpty;
        if (query is { Count: 1, Exact: true, Value: { } value, Place: { } place })
            Take(value, 0, value.Length, CredentialPlaceKind.Query, route.Places.FindQueryName(place) is not null, request, ref found);
        else
            found.Count += query.Count;
    }

    private static void ReadProtocols(SocketProtocols protocols, EdgeRequest request, GatewayRoute route, ref Found found)
    {
        found.HasEmpty |= protocols.HasEmpty;
        if (protocols is { Count: 1, Exact: true, Value: { } value, Prefix: { } prefix })
            Take(value, 0, value.Length, CredentialPlaceKind.SocketProtocol, route.Places.ProtocolPrefixes.Contains(prefix), request, ref found);
        else
            found.Count += protocols.Count;
    }

    private static void TakeBasic(ReadOnlySpan<char> base64, bool allowed, EdgeRequest request, ref Found found)
    {
        if (!BasicCredentials.TryDecode(base64, out var user, out var password))
        {
            found.Count++;
            return;
        }

        var token = BasicCredentials.TokenOf(user, password);
        Take(token, 0, token.Length, CredentialPlaceKind.Scheme, allowed, request, ref found, isBasic: true);
    }

    private static void Take(
        string value, int start, int length, CredentialPlaceKind kind, bool allowed, EdgeRequest request, ref Found found, bool isBasic = false)
    {
        if (length == 0)
        {
            found.HasEmpty = true;
            return;
        }

        found.Count++;
        if (!allowed || !TokenText.IsWellFormed(value.AsSpan(start, length)))
            return;
        request.Credential = new PresentedCredential(value, start, length, kind, isBasic);
        found.Usable++;
    }

    [StructLayout(LayoutKind.Auto)]
    private ref struct Found
    {
        public int Count;
        public int Usable;
        public bool HasEmpty;
    }
}
