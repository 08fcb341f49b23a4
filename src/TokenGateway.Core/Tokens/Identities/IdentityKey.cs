using System.Globalization;
using System.Text;

namespace TokenGateway.Core.Tokens.Identities;

/// <summary>
/// The key by which user ids and e-mail addresses are unique: two texts with one key may be one user to an upstream.
/// Ignores case, compatibility forms (<c>ﬁ</c>, fullwidth letters), the composition of accents and invisible characters,
/// like Unicode's toNFKC_Casefold (The Unicode Standard, 3.13). Only for comparison: users are looked up and forwarded in
/// their original form.
/// </summary>
public static class IdentityKey
{
    // The Unicode Standard, 3.12: conjoining jamo behavior.
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;
    private const int FirstLead = 0x1100;
    private const int FirstVowel = 0x1161;
    private const int BeforeTrails = 0x11A7;
    private const int Vowels = 21;
    private const int Trails = 28;

    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
            Append(folded, rune);
        return SortMarks(folded.ToString());
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (rune.Value is >= FirstSyllable and <= LastSyllable)
            AppendSyllable(folded, rune.Value - FirstSyllable);
        else
            folded.Append(IdentityFolding.Find(rune.Value) ?? rune.ToString());
    }

    private static void AppendSyllable(StringBuilder folded, int index)
    {
        folded.Append((char)(FirstLead + (index / (Vowels * Trails)))).Append((char)(FirstVowel + (index / Trails % Vowels)));
        if (index % Trails != 0)
            folded.Append((char)(BeforeTrails + (index % Trails)));
    }

    // The order of marks on one letter may differ between texts that look alike; sorting by code point removes the
    // difference.
    private static string SortMarks(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        for (int start = 0, end; start < runes.Length; start = end + 1)
        {
            for (end = start; end < runes.Length && IsMark(runes[end]);)
                end++;
            Array.Sort(runes, start, end - start);
        }

        return string.Concat(runes);
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
