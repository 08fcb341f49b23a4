namespace TokenGateway.Edge.Intake;

/// <summary>
/// Headers that a client's request never carries upstream, under any spelling: they change what the request means to
/// servers and frameworks behind a proxy (address, host, path, method, framing), or they are how other gateways and
/// proxies name the user they have authenticated.
/// </summary>
internal static class DenyList
{
    /// <summary>Never forwarded, whatever the operator says: framing, and what the gateway itself tells upstream.</summary>
    private static readonly string[] Framing = ["Trailer", "Expect", "X-Content-Length", "Proxy"];

    private static readonly string[] OurOwn =
    [
        "Forwarded", "X-Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix",
        "X-Forwarded-Port",
    ];

    /// <summary>
    /// A second target, which an upstream writes to or reads from beside the one that was decided on: WebDAV (RFC 4918),
    /// S3 and its like, Azure, Swift.
    /// </summary>
    private static readonly string[] OtherTargets =
    [
        "Destination", "If", "X-Amz-Copy-Source", "X-Amz-Rename-Source", "X-Amz-Metadata-Source", "X-Ms-Copy-Source", "X-Ms-Rename-Source", "X-Goog-Copy-Source",
        "X-Oss-Copy-Source", "X-Oss-Symlink-Target", "X-Cos-Copy-Source", "X-Obs-Copy-Source", "X-Obs-Rename-Source", "X-Bce-Copy-Source", "X-Tos-Copy-Source",
        "X-Kss-Copy-Source", "X-Copy-Source", "X-Copy-From", "X-Copy-From-Account", "Destination-Account", "X-Object-Manifest", "X-Symlink-Target",
        "X-Symlink-Target-Account", "X-Rename-Source",
    ];

    /// <summary>What makes a server send another file than the one that was asked for (CVE-2025-61780).</summary>
    private static readonly string[] Files = ["X-Sendfile", "X-Sendfile-Type", "X-Accel-Mapping", "X-Accel-Redirect", "X-Lighttpd-Send-File", "X-Reproxy-URL"];

    private static readonly string[] Overrides = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"];

    /// <summary>Another target than the one that was decided on.</summary>
    private static readonly string[] Targets =
    [
        "X-Rewrite-URL", "X-Middleware-Subrequest", "X-HTTP-Host-Override", "X-Host", "X-HTTP-Path-Override",
        "Script-Name", "Path-Info", "X-Script-Name", "X-Url-Scheme", "X-Scheme", "Front-End-Https",
    ];

    /// <summary>Another address than the client's.</summary>
    private static readonly string[] Addresses =
    [
        "X-Real-IP", "True-Client-IP", "CF-Connecting-IP", "CF-Connecting-IPv6", "CF-Pseudo-IPv4", "X-Client-IP",
        "Client-IP", "X-Cluster-Client-IP", "X-Remote-IP", "X-Remote-Addr", "X-Originating-IP", "X-ProxyUser-IP",
        "Proxy-Client-IP", "Fastly-Client-IP", "Fly-Client-IP", "X-Azure-ClientIP", "X-Azure-SocketIP",
    ];

    /// <summary>Another user than the token's.</summary>
    private static readonly string[] Identities =
    [
        "Remote-User", "Remote-Name", "Remote-Email", "Remote-Groups", "X-Remote-User", "X-Remote-Group",
        "X-Goog-IAP-JWT-Assertion", "Cf-Access-Jwt-Assertion", "X-Userinfo", "X-Anonymous-Consumer",
        "X-Credential-Identifier", "X-Credential-Username", "X-Client-DN", "X-Client-Verify", "X-ARR-ClientCert",
    ];

    private static readonly string[] Prefixes =
    [
        "X-Forwarded-", "X-Original-", "SSL_CLIENT_", "X-SSL-", "X-Client-Cert-", "Client-Cert-", "X-Remote-Extra-",
        "WL-Proxy-", "X-Envoy-", "X-WEBAUTH-", "X-Auth-Request-", "X-Authenticated-", "X-Consumer-", "X-Vouch-",
        "X-Pomerium-", "X-Authentik-", "X-Goog-Authenticated-User-", "Cf-Access-Authenticated-User-", "X-MS-Client-Principal-",
        "X-MS-Token-", "X-Amzn-Oidc-", "X-Amzn-Mtls-", "X-AppEngine-", "Tailscale-User-",
    ];

    private static readonly HeaderNameSet Never = HeaderNameSet.Create([.. Framing, .. OurOwn], []);

    /// <summary>All of it.</summary>
    public static HeaderNameSet All { get; } = HeaderNameSet.Create(
        [.. Framing, .. OurOwn, .. Overrides, .. Targets, .. OtherTargets, .. Files, .. Addresses, .. Identities], Prefixes);

    /// <summary>Headers that replace the method; a route which forwards one must allow the overriding method too.</summary>
    public static HeaderNameSet MethodOverrides { get; } = HeaderNameSet.Create(Overrides, []);

    /// <summary>
    /// Headers that name a second target. They are not dropped, which would make another request of it (an empty object in
    /// place of a copy), but decided on or refused.
    /// </summary>
    public static HeaderNameSet SecondTargets { get; } = HeaderNameSet.Create(OtherTargets, []);

    /// <summary>Whether an operator may let <paramref name="name"/> pass by <c>DangerousForwardHeaders</c>.</summary>
    public static bool IsForwardable(ReadOnlySpan<char> name) => All.Contains(name) && !Never.Contains(name);
}
