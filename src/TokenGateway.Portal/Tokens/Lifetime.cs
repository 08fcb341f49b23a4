using System.Globalization;
using TokenGateway.Core.Tokens;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Tokens;

/// <summary>A lifetime in the form.</summary>
/// <param name="Value">As in the form and in a link: <c>30d</c>, <c>never</c>.</param>
/// <param name="Label">Its label.</param>
internal sealed record Lifetime(string Value, string Label)
{
    public const string Suggested = "";
    public const string Days = "days";
    public const string Until = "until";
    public const string Never = "never";

    private static readonly int[] Presets = [1, 7, 30, 90, 365];

    /// <summary>The lifetimes that the options allow.</summary>
    public static IEnumerable<Lifetime> Of(TokenOptions options)
    {
        foreach (var days in Presets.Where(days => options.MaxLifetime is not { } most || TimeSpan.FromDays(days) <= most))
            yield return new Lifetime(days.ToString(CultureInfo.InvariantCulture) + "d", days switch { 1 => Text.Lifetime_Day, 365 => Text.Lifetime_Year, _ => Text.Lifetime_Days.With(days) });
        yield return new Lifetime(Days, Text.Lifetime_Other);
        yield return new Lifetime(Until, Text.Lifetime_Until);
        if (options is { AllowNonExpiring: true, MaxLifetime: null })
            yield return new Lifetime(Never, Text.Lifetime_Never);
    }

    /// <summary>The suggested lifetime for a use, within the maximum.</summary>
    public static TimeSpan SuggestedFor(string use, TokenOptions options)
    {
        var wanted = TimeSpan.FromDays(use == NewTokenForm.Script ? 90 : 30);
        return options.MaxLifetime is { } most && most < wanted ? most : wanted;
    }
}
