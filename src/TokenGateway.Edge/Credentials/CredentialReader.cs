using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Protections;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Credentials;

/// <summary>Looks in all configured places and notes what must not be forwarded.</summary>
internal static class CredentialReader
{
    public static CredentialFinding Read(HttpContext context, EdgeRequest request, GatewayRoute route)
    {
        var headers = context.Request.Headers;
        var count = request.Query.Count + request.AliasHeaders;
        var usable = 0;
        ReadAuthorization(headers, request, route, ref count, ref usable);
        foreach (var name in request.Model.Places.HeaderNames)
            ReadHeader(headers, name, request, route, ref count, ref usable);
        if (request.Query is { Count: 1, Exact: true, Value: { } value, Place: { } place })
            Take(value, 0, value.Length, CredentialPlaceKind.Query, route.Places.FindQueryName(place) is not null, request, ref usable);
        return count switch
        {
            0 => CredentialFinding.None,
            1 => usable == 1 ? CredentialFinding.One : CredentialFinding.Unusable,
            _ => Protection.ExactlyOne.Holds() ? CredentialFinding.Ambiguous : usable > 0 ? CredentialFinding.One : CredentialFinding.Unusable,
        };
    }

    private static void ReadAuthorization(
        IHeaderDictionary headers, EdgeRequest request, GatewayRoute route, ref int count, ref int usable)
    {
        var values = headers.Authorization;
        if (values.Count == 0)
            return;
        if (values.Count > 1)
        {
            request.StripsAuthorization = true;
            count += values.Count;
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
        count++;
        if (verdict != AuthorizationVerdict.Credential)
            return;
        var allowed = route.Places.IsScheme(span.Scheme);
        if (span.IsBasic)
            TakeBasic(span.In(value), allowed, request, ref usable);
        else
            Take(value, span.Start, span.Length, CredentialPlaceKind.Scheme, allowed, request, ref usable);
    }

    private static void ReadHeader(
        IHeaderDictionary headers, string name, EdgeRequest request, GatewayRoute route, ref int count, ref int usable)
    {
        if (!headers.TryGetValue(name, out var values) || values.Count == 0)
            return;
        request.StripsHeaders = true;
        count += values.Count;
        var value = values.ToString();
        if (values.Count == 1)
            Take(value, 0, value.Length, CredentialPlaceKind.Header, route.Places.Headers.Contains(name), request, ref usable);
    }

    private static void TakeBasic(ReadOnlySpan<char> base64, bool allowed, EdgeRequest request, ref int usable)
    {
        if (!BasicCredentials.TryDecode(base64, out var user, out var password))
            return;
        var token = BasicCredentials.TokenOf(user, password);
        Take(token, 0, token.Length, CredentialPlaceKind.Scheme, allowed, request, ref usable, isBasic: true);
    }

    private static void Take(
        string value, int start, int length, CredentialPlaceKind kind, bool allowed, EdgeRequest request, ref int usable, bool isBasic = false)
    {
        if (!allowed || !TokenText.IsWellFormed(value.AsSpan(start, length)))
            return;
        request.Credential = new PresentedCredential(value, start, length, kind, isBasic);
        usable++;
    }
}
