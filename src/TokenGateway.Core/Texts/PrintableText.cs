using System.Buffers;
using System.Globalization;
using System.Text;

namespace TokenGateway.Core.Texts;

/// <summary>
/// Text that may become a header value or a log field: no control characters (CR LF would split a header), no lone
/// surrogates (they have no UTF-8 form).
/// </summary>
public static class PrintableText
{
    public static bool IsPrintable(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var consumed) != OperationStatus.Done || IsForbidden(rune))
                return false;
            text = text[consumed..];
        }

        return true;
    }

    /// <summary>Replaces every unprintable character by <c>\uXXXX</c>, for messages and logs.</summary>
    public static string Escape(string? text)
    {
        if (text is null || IsPrintable(text))
            return text ?? "";
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029')
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static bool IsForbidden(Rune rune) =>
        Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
