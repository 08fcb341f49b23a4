namespace TokenGateway.Configuration.Schema;

/// <summary>Text shapes that several sections use.</summary>
internal static class Texts
{
    private const string NameHint = "letters, digits and . _ : - (a letter or digit first, 100 characters at most)";

    public static readonly TextShape Any = new();

    public static readonly TextShape OrNull = new() { Nullable = true };

    public static readonly TextShape Role = new() { What = "a role name", Pattern = Patterns.Name, Hint = NameHint };

    public static readonly TextShape Permission = new() { What = "a permission name", Pattern = Patterns.Name, Hint = NameHint };

    /// <summary>A permission of a role: a permission, all, all with a prefix, or one of these excluded.</summary>
    public static readonly TextShape Grant = new()
    {
        What = "a permission of a role",
        Pattern = Patterns.Grant,
        Hint = "for example orders:read, orders:*, * or !billing:*",
    };

    /// <summary>The realm of a user or role.</summary>
    public static readonly TextShape Realm = new()
    {
        What = "a realm",
        MaxLength = 100,
        Pattern = Patterns.Realm,
        Hint = "1 to 100 printable characters without surrounding white space, or * for all",
    };

    /// <summary>The name of one realm.</summary>
    public static readonly TextShape RealmName = new()
    {
        What = "the name of a realm",
        MaxLength = 100,
        Pattern = Patterns.RealmName,
        Hint = "1 to 100 printable characters without surrounding white space, and not *",
    };

    /// <summary>For a value that is not a secret, but that messages do not repeat because a secret may be pasted there by mistake.</summary>
    public static readonly Func<string, string> AsWritten = value => value;

    public static readonly TextShape Policy = new() { What = "a policy name", Pattern = Patterns.Name, Hint = NameHint };

    /// <summary>The digest of a token's value. Messages do not repeat it, because the token itself may be pasted there.</summary>
    public static readonly TextShape Digest = new()
    {
        What = "a SHA-256 digest",
        Pattern = Patterns.Digest,
        Hint = "64 hexadecimal digits, as `tokengateway token generate --offline` prints them",
        Secret = true,
        ShownAs = AsWritten,
    };

    public static readonly TextShape Method = new() { What = "an HTTP method", Pattern = Patterns.Token, Hint = "for example GET" };

    public static readonly TextShape Header = new() { What = "a header name", Pattern = Patterns.Token, Hint = "for example X-API-Key" };

    public static readonly TextShape Scheme = new() { What = "an authentication scheme", Pattern = Patterns.Token, Hint = "for example Bearer" };

    /// <summary>A value of <c>Upgrade</c> (RFC 9110, 7.8); never another version of HTTP, whose requests would not be decided.</summary>
    public static readonly TextShape Protocol = new()
    {
        What = "a protocol that HTTP/1.1 can switch to",
        Pattern = Patterns.Protocol,
        Hint = "for example SPDY/3.1; not h2c, HTTP/2.0 or TLS/1.3",
    };

    public static readonly TextShape Template = new() { What = "a header value" };

    /// <summary>Messages do not repeat it, because a whole header with its secret may be pasted here.</summary>
    public static readonly TextShape CredentialPlace = new()
    {
        What = "a place for credentials",
        Pattern = Patterns.CredentialPlace,
        Hint = "write \"Authorization: SCHEME\", \"Header-Name\", \"?query_name\" or \"Sec-WebSocket-Protocol: PREFIX\"",
        Secret = true,
        ShownAs = AsWritten,
    };

    public static readonly TextShape Path = new()
    {
        What = "a path",
        Pattern = Patterns.Path,
        Hint = "for example /healthz",
        Nullable = true,
    };

    public static readonly TextShape PublicUrl = new()
    {
        What = "an address",
        Pattern = Patterns.PublicUrl,
        Hint = "for example https://api.example.com (no path)",
        Nullable = true,
    };

    public static readonly ListShape HostNames = new(new TextShape
    {
        What = "a host name",
        Pattern = Patterns.HostName,
        Hint = "a name or an address without scheme, port and dot at the end, for example gateway.example.com",
    })
    { MayBeEmpty = true };

    public static readonly ListShape Headers = new(Header);

    public static readonly MapShape Identity = new(Header, Template);

    public static readonly ListShape CredentialPlaces = new(CredentialPlace);
}
