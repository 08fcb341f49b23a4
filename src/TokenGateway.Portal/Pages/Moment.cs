using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace TokenGateway.Portal.Pages;

/// <summary><c>&lt;moment at="..." /&gt;</c>: a time that browsers show as "in 30 days", and the exact one where they do not.</summary>
[HtmlTargetElement("moment", TagStructure = TagStructure.WithoutEndTag)]
internal sealed class Moment : TagHelper
{
    public DateTimeOffset At { get; set; }

    /// <summary>The exact time alone.</summary>
    public bool Exact { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        if (!Exact)
        {
            output.Attributes.SetAttribute("data-relative", "");
            output.Attributes.SetAttribute("tabindex", "0");
        }

        output.Content.SetContent(Show(At));
    }

    /// <summary>For example <c>27 Dec 2026, 14:05 UTC</c>.</summary>
    public static string Show(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
