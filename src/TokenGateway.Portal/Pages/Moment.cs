using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace TokenGateway.Portal.Pages;

/// <summary>Renders times as <c>time</c> elements. Without a script they are absolute.</summary>
internal static class Moment
{
    /// <summary>Browsers show "in 30 days", and the absolute time on focus.</summary>
    public static IHtmlContent Relative(DateTimeOffset at) => new HtmlString($"<time datetime=\"{Iso(at)}\" data-relative tabindex=\"0\">{Show(at)}</time>");

    public static IHtmlContent Exact(DateTimeOffset at) => new HtmlString($"<time datetime=\"{Iso(at)}\">{Show(at)}</time>");

    /// <summary>For example <c>27 Dec 2026, 14:05 UTC</c>.</summary>
    public static string Show(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
