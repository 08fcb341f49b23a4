using System.Globalization;

namespace TokenGateway.Portal.Texts;

/// <summary>Texts with placeholders.</summary>
internal static class TextFormat
{
    /// <summary>Fills in <c>{0}</c>, <c>{1}</c>.</summary>
    public static string With(this string text, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
