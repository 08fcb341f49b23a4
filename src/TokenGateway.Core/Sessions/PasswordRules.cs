using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Sessions;

/// <summary>
/// The rules for a password: long, and not the user's own id. Composition rules only lead to written-down passwords (NIST
/// SP 800-63B, 3.1.1.2).
/// </summary>
public static class PasswordRules
{
    /// <summary>In characters.</summary>
    public const int MinLength = 12;

    /// <summary>In characters; longer ones are refused before hashing.</summary>
    public const int MaxLength = 256;

    /// <summary>The fault of a new password, as the end of a sentence; null: none. Does not repeat the password.</summary>
    public static string? FaultOf(string password, UserId user)
    {
        ArgumentNullException.ThrowIfNull(password);
        if (password.Length is < MinLength or > MaxLength)
            return $"has {MinLength} to {MaxLength} characters, not {password.Length}";
        if (password.Any(char.IsControl))
            return "has no control characters";
        return password.Equals(user.Value, StringComparison.OrdinalIgnoreCase) ? "is not the user's id" : null;
    }
}
