using System.Text;
using System.Text.RegularExpressions;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>
/// Looks for secrets as an attacker would: raw in any case, percent-decoded up to three times, in base64 at any offset.
/// Half a secret counts: its random part is searched in two pieces.
/// </summary>
internal static partial class SecretHunt
{
    private const int Rounds = 3;
    private const int PieceLength = 20;

    /// <summary>The first secret that stands somewhere, told by its beginning; null: none does.</summary>
    public static string? FirstIn(string text, IReadOnlyList<string> secrets)
    {
        for (var round = 0; round <= Rounds; round++)
        {
            if (secrets.FirstOrDefault(secret => Stands(text, secret)) is { } found)
                return found[..8] + "...";
            if (!text.Contains('%', StringComparison.Ordinal))
                break;
            text = Uri.UnescapeDataString(text);
        }

        return null;
    }

    /// <summary>The first secret that stands somewhere whole and as it is.</summary>
    public static string? WholeIn(string text, IReadOnlyList<string> secrets) =>
        secrets.FirstOrDefault(secret => text.Contains(secret, StringComparison.Ordinal))?[..8];

    private static bool Stands(string text, string secret)
    {
        var random = secret.LastIndexOf('_') is var head and >= 0 ? secret[(head + 1)..] : secret[^(2 * PieceLength)..];
        return text.Contains(random[..PieceLength], StringComparison.OrdinalIgnoreCase)
            || text.Contains(random[PieceLength..(2 * PieceLength)], StringComparison.OrdinalIgnoreCase)
            || Base64Run().Matches(text).Any(run => Enumerable.Range(0, 4).Any(skip => Decode(run.Value, skip).Contains(random[..PieceLength], StringComparison.Ordinal)));
    }

    private static string Decode(string run, int skip)
    {
        var part = run[Math.Min(skip, run.Length)..].Replace('-', '+').Replace('_', '/');
        return Encoding.Latin1.GetString(Convert.FromBase64String(part[..(part.Length / 4 * 4)]));
    }

    [GeneratedRegex("[A-Za-z0-9+/_-]{28,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Base64Run();
}
