using System.Buffers;
using System.Globalization;
using System.Net.Mail;
using System.Text;
using TokenGateway.Core.Texts;

namespace TokenGateway.Core.Tokens.Identities;

/// <summary>
/// The rules for a new user id or e-mail address, so that an upstream reads it as exactly one user. Stored users keep
/// theirs.
/// </summary>
public static class IdentityRules
{
    // Characters of a list, comment, display name or quoted part (RFC 5322 3.4).
    private static readonly SearchValues<char> BesideAddresses = SearchValues.Create(" ,;<>\"()");

    /// <summary>The fault, to follow "a user id"; null: none.</summary>
    public static string? FaultOf(UserId id)
    {
        if (id.Value.Contains(',', StringComparison.Ordinal))
            return "has no comma: in a header it separates two users";
        if (id.Value is "." or "..")
            return "is neither . nor ..: no address of the API can name it";
        return IsVisible(id.Value) ? null : "has no invisible or unassigned characters";
    }

    /// <summary>The fault, to follow "an e-mail address"; null: none.</summary>
    public static string? FaultOfEmail(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        if (email.Length > UserId.MaxLength || !PrintableText.IsPrintable(email) || !IsVisible(email))
            return "has at most 255 visible characters";
        return email.AsSpan().ContainsAny(BesideAddresses) || !MailAddress.TryCreate(email, out var address) || address.Address != email
            ? "is one address, as in alice@example.com"
            : null;
    }

    private static bool IsVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsAscii && IsInvisible(rune))
                return false;
        }

        return true;
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned || IdentityFolding.Find(rune.Value) is "";
}
