using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Management.Authentication.Passkeys;

/// <summary>
/// What a ceremony remembers between question and answer: in the browser, protected, for five minutes, for one answer, and for
/// one purpose. A cookie that the edge takes out like the others.
/// </summary>
internal static class PasskeyState
{
    private const string Name = "__Host-tgw-passkey";

    private const char Separator = '\n';

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <param name="context">The request; nothing of its answer has been written.</param>
    /// <param name="purpose">What the answer is for, the session among it where there is one.</param>
    /// <param name="state">The framework's.</param>
    /// <param name="asked">Now.</param>
    public static void Set(HttpContext context, IDataProtectionProvider protection, string purpose, string state, DateTimeOffset asked) => context.Response.Cookies.Append(
        Name, ProtectorOf(protection, purpose).Protect(asked.UtcTicks.ToString(CultureInfo.InvariantCulture) + Separator + state, Lifetime), Options());

    /// <summary>Null: there is none, it is too old or for something else. It is gone from the browser in each case.</summary>
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
