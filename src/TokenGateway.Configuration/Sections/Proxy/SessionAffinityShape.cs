using Microsoft.AspNetCore.Http;
using TokenGateway.Configuration.Schema;

namespace TokenGateway.Configuration.Sections.Proxy;

/// <summary><c>SessionAffinity</c> of a cluster.</summary>
internal static class SessionAffinityShape
{
    private static readonly TextShape Policy = Texts.Any with { What = "a policy name", Nullable = true };

    private static readonly TextShape Text = Texts.Any with { Nullable = true };

    private static readonly BooleanShape Switch = new() { Nullable = true };

    public static readonly ObjectShape Shape = new(
        new("Enabled", Switch, "Whether requests of a client go to one destination.", "false"),
        new("Policy", Policy, "How that is remembered.", "\"HashCookie\""),
        new("FailurePolicy", Policy, "What happens when that destination is gone.", "\"Redistribute\""),
        new("AffinityKeyName", Text, "The name of the cookie or header."),
        new("Cookie", Cookie, "The attributes of the cookie."))
    {
        MayBeEmpty = true,
        Nullable = true,
    };

    private static ObjectShape Cookie => new(
        new("Path", Text, "For which paths it is sent."),
        new("Domain", Text, "To which hosts it is sent."),
        new("HttpOnly", Switch, "Whether scripts cannot read it.", "true"),
        new("SecurePolicy", new EnumShape(Enum.GetNames<CookieSecurePolicy>()) { Nullable = true }, "Whether it needs TLS."),
        new("SameSite", new EnumShape(Enum.GetNames<SameSiteMode>()) { Nullable = true }, "Whether other sites send it."),
        new("Expiration", new TimeSpanShape { Nullable = true }, "When it ends."),
        new("MaxAge", new TimeSpanShape { Nullable = true }, "How long it lives."),
        new("IsEssential", Switch, "Whether it needs no consent.", "false"))
    { MayBeEmpty = true, Nullable = true };
}
