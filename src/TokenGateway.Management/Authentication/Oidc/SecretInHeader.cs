using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Sessions;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>
/// Moves the client secret from the request body to the <c>Authorization</c> header (<c>client_secret_basic</c>, RFC 6749, 2.3.1) where
/// required. ASP.NET's handler supports the body only.
/// </summary>
internal sealed class SecretInHeader(OidcOptions options, Func<CancellationToken, Task<bool>> isWanted, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is FormUrlEncodedContent form && await isWanted(cancellationToken))
            await MoveAsync(request, form, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task MoveAsync(HttpRequestMessage request, FormUrlEncodedContent form, CancellationToken cancellationToken)
    {
        var fields = QueryHelpers.ParseQuery(await form.ReadAsStringAsync(cancellationToken));
        if (!fields.Remove("client_secret"))
            return;

        // Some providers treat client_id as a second authentication method. A pushed authorization request (RFC 9126) requires it.
        if (fields.ContainsKey("grant_type"))
            fields.Remove("client_id");
        request.Content = new FormUrlEncodedContent(fields.SelectMany(Pairs));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Encode(options.ClientId)}:{Encode(options.ClientSecret)}")));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(KeyValuePair<string, StringValues> field) =>
        field.Value.Select(value => KeyValuePair.Create(field.Key, value));

    // Form-encoded, so that a colon in the id is not taken as the separator.
    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
