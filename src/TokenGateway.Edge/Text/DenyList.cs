namespace TokenGateway.Edge.Text;

/// <summary>
/// Headers that a client's request never carries upstream, in any spelling: they change the request's meaning for servers
/// and frameworks behind a proxy (address, host, path, method, framing), or other gateways and proxies use them for the
/// authenticated user.
/// </summary>
internal static class DenyList
{
    /// <summary>Never forwarded, whatever the operator configures: framing, and headers that the gateway itself sends upstream.</summary>
    private static readonly string[] Framing = ["Trailer", "Expect", "X-Content-Length", "Proxy"];

    private static readonly string[] OurOwn =
    [
        "Forwarded", "X-Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix",
        "X-Forwarded-Port",
    ];

    /// <summary>
    /// A second target that an upstream reads from or writes to besides the one that was decided: WebDAV (RFC 4918),
    /// S3-compatible stores, Azure, Swift.
    /// </summary>
    private static readonly string[] OtherTargets =
    [
        "Destination", "If", "X-Amz-Copy-Source", "X-Amz-Rename-Source", "X-Amz-Metadata-Source", "X-Ms-Copy-Source", "X-Ms-Rename-Source", "X-Goog-Copy-Source",
        "X-Oss-Copy-Source", "X-Oss-Symlink-Target", "X-Cos-Copy-Source", "X-Obs-Copy-Source", "X-Obs-Rename-Source", "X-Bce-Copy-Source", "X-Tos-Copy-Source",
        "X-Kss-Copy-Source", "X-Copy-Source", "X-Copy-From", "X-Copy-From-Account", "Destination-Account", "X-Object-Manifest", "X-Symlink-Target",
        "X-Symlink-Target-Account", "X-Rename-Source", "X-Ms-File-Rename-Source", "X-QS-Copy-Source", "X-QS-Move-Source", "X-Nos-Copy-Source",
        "X-Nos-Move-Source", "X-Upyun-Copy-Source", "X-Upyun-Move-Source",
    ];

    /// <summary>Headers that make a server send another file (CVE-2025-61780).</summary>
    private static readonly string[] Files = ["X-Sendfile", "X-Sendfile-Type", "X-Accel-Mapping", "X-Accel-Redirect", "X-Lighttpd-Send-File", "X-Reproxy-URL"];

    private static readonly string[] Overrides = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"];

    /// <summary>Replace the target that was decided, or the file that the upstream means to send.</summary>
    private static readonly string[] Targets =
    [
        "X-Rewrite-URL", "X-HTTP-Host-Override", "X-Host", "X-HTTP-Path-Override", "Script-Name", "Path-Info",
        "X-Script-Name", "X-Url-Scheme", "X-Scheme", "Front-End-Https", "X-Waws-Unencoded-Url", "X-Override-URL",
        "X-HTTP-DestinationURL", "X-Proxy-URL", "X-Backend-Host", "X-Matched-Path", "X-Now-Route-Matches",
        "X-Forward-Host", "X-Forward-Proto",
    ];

    /// <summary>Replace the client's address.</summary>
    private static readonly string[] Addresses =
    [
        "X-Real-IP", "True-Client-IP", "X-True-Client-IP", "CF-Connecting-IP", "CF-Connecting-IPv6", "CF-Pseudo-IPv4",
        "X-Client-IP", "Client-IP", "X-Cluster-Client-IP", "X-Originating-IP", "X-ProxyUser-IP", "Proxy-Client-IP",
        "Fastly-Client-IP", "Fly-Client-IP", "Akamai-Client-IP", "Incap-Client-IP", "X-Sucuri-ClientIP",
        "X-NF-Client-Connection-IP", "DO-Connecting-IP", "CloudFront-Viewer-Address", "X-Azure-ClientIP", "X-Azure-SocketIP",
        "X-Forward-For", "X-Source-IP", "X-Custom-IP-Authorization",
    ];

    /// <summary>Replace the token's user.</summary>
    private static readonly string[] Identities =
    [
        "X-Goog-IAP-JWT-Assertion", "Cf-Access-Jwt-Assertion", "X-JWT-Assertion", "Teleport-Jwt-Assertion", "X-Userinfo",
        "X-Endpoint-API-UserInfo", "X-Anonymous-Consumer", "X-Credential-Identifier", "X-Credential-Username", "X-Client-DN",
        "X-Client-Verify", "X-Token-Subject", "X-OpenIDM-Username", "X-OpenIDM-Password", "X-OpenAM-Username",
        "X-Auth-Userid", "X-Auth-Username", "X-Auth-Groups", "X-Auth-Roles", "X-Auth-Subject", "X-Auth-Given-Name",
        "X-Auth-Family-Name", "Auth-User", "Auth-Mail", "Auth-Groups", "Proxy-Remote-User", "Tailscale-App-Capabilities",
        "SMUser", "SMServerSessionID", "Eppn", "Persistent-Id", "Targeted-Id", "Unscoped-Affiliation",
        "$WSRU", "$WSAT", "$WSCC", "$WSCS", "$WSIS", "$WSPR", "$WSRA", "$WSRH", "$WSSC", "$WSSI", "$WSSN", "$WSSP",
    ];

    private static readonly string[] Beginnings =
    [
        "Forwarded-", "X-Forwarded-", "X-Original-", "X-Middleware-", "X-Invoke-", "X-Remote-", "Remote-", "SSL_CLIENT_",
        "X-SSL-", "X-ARR-", "X-Client-Cert-", "Client-Cert-", "WL-Proxy-", "X-Envoy-", "X-WEBAUTH-", "X-Auth-Request-",
        "X-Authenticated-", "X-Consumer-", "X-Vouch-", "X-Pomerium-", "X-Authentik-", "X-Token-User-", "X-AGW-",
        "X-Goog-Authenticated-User-", "Cf-Access-Authenticated-User-", "X-MS-Client-Principal-", "X-MS-Token-", "X-Amzn-Oidc-",
        "X-Amzn-Mtls-", "X-Amzn-Ava-", "X-Apigateway-", "X-AppEngine-", "Tailscale-User-", "Impersonate-", "iv-", "SM_", "OIDC_",
        "OAM_", "Osso-", "Shib-", "MELLON_", "CAS-",
    ];

    /// <summary>The full names on the list.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Framing, .. OurOwn, .. Overrides, .. Targets, .. OtherTargets, .. Files, .. Addresses, .. Identities];

    /// <summary>The prefixes on the list, up to a separator; the bare prefix is on the list as well.</summary>
    public static IReadOnlyList<string> Prefixes { get; } = Beginnings;

    private static readonly HeaderNameSet Never = HeaderNameSet.Create([.. Framing, .. OurOwn], []);

    /// <summary>Every full name and prefix on the list.</summary>
    public static HeaderNameSet All { get; } = HeaderNameSet.Create(
        [.. Names], [.. Prefixes]);

    /// <summary>Headers that replace the method; a route that forwards one must allow the overriding method too.</summary>
    public static HeaderNameSet MethodOverrides { get; } = HeaderNameSet.Create(Overrides, []);

    /// <summary>
    /// Headers that name a second target. They are not dropped, which would change the request (an empty object instead of
    /// a copy), but decided or refused.
    /// </summary>
    private static readonly HeaderNameSet SecondTargets = HeaderNameSet.Create(OtherTargets, []);

    /// <summary>Whether <paramref name="name"/> is on the list, by its full name, prefix or suffix.</summary>
    public static bool Contains(ReadOnlySpan<char> name) => All.Contains(name) || CopySources.Contains(name);

    /// <summary>Whether <paramref name="name"/> names a second target.</summary>
    public static bool IsSecondTarget(ReadOnlySpan<char> name) => SecondTargets.Contains(name) || CopySources.Contains(name);

    /// <summary>Whether an operator may allow <paramref name="name"/> with <c>DangerousForwardHeaders</c>.</summary>
    public static bool IsForwardable(ReadOnlySpan<char> name) => Contains(name) && !Never.Contains(name);
}
