using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Management.Authentication.Passkeys;

/// <summary>
/// The state of a ceremony between request and response: in a cookie, protected, valid for five minutes, one response and
/// one purpose. The edge strips it like our other cookies.
/// </summary>
internal static class PasskeyState
{
    private const string Name = "__Host-tgw-passkey";

    private const char Separator = '\n';

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <param name="context">The request, before the response has started.</param>
    /// <param name="purpose">The purpose of the response, including the session if there is one.</param>
    /// <param name="state">The framework's state.</param>
    /// <param name="asked">The current time.</param>
    public static void Set(HttpContext context, IDataProtectionProvider protection, string purpose, string state, DateTimeOffset asked) => context.Response.Cookies.Append(
        Name, ProtectorOf(protection, purpose).Protect(asked.UtcTicks.ToString(CultureInfo.InvariantCulture) + Separator + state, Lifetime), Options());

    /// <summary>Null: there is none, it has expired or has another purpose. Always deletes the cookie.</summary>
    public static (string State, DateTimeOffset Asked)? Take(HttpContext context, IDataProtectionProvider protection, string purpose)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } value)
            return null;
        context.Response.Cookies.Delete(Name, Options());
        try
        {
            return ProtectorOf(protection, purpose).Unprotect(value).Split(Separator, 2) is [var ticks, var state]
                ? (state, new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ITimeLimitedDataProtector ProtectorOf(IDataProtectionProvider protection, string purpose) =>
        protection.CreateProtector("TokenGateway.Passkeys", purpose).ToTimeLimitedDataProtector();

    private static CookieOptions Options() => new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" };
}
