using System.Text;
using System.Text.RegularExpressions;

namespace TokenGateway.Testing;

/// <summary>Searches for a secret as an attacker would: raw, percent-encoded, in base64. Independent of the gateway's own search.</summary>
public static partial class Secrets
{
    private const int Rounds = 3;

    /// <summary>The parts of the upstream's request that contain the secret; empty if there are none.</summary>
    public static IReadOnlyList<string> FoundIn(SeenRequest seen, string secret)
    {
        var parts = seen.Headers.SelectMany(one => new[] { ("name of " + one.Key, one.Key), ("header " + one.Key, one.Value) })
            .Append(("method", seen.Method)).Append(("target", seen.Target));
        return [.. parts.Where(part => IsIn(part.Item2, secret)).Select(part => part.Item1)];
    }

    public static bool IsIn(string text, string secret)
    {
        for (var round = 0; round <= Rounds; round++)
        {
            if (text.Contains(secret, StringComparison.OrdinalIgnoreCase) || IsInBase64(text, secret))
                return true;
            text = Uri.UnescapeDataString(text);
        }

        return false;
    }

    // At each of four offsets, because the text before it need not fill whole groups.
    private static bool IsInBase64(string text, string secret) =>
        Base64Run().Matches(text).Any(run => Enumerable.Range(0, 4).Any(skip => Decode(run.Value, skip).Contains(secret, StringComparison.Ordinal)));

    private static string Decode(string run, int skip)
    {
        var part = run[Math.Min(skip, run.Length)..].Replace('-', '+').Replace('_', '/');
        part = part[..(part.Length / 4 * 4)];
        return Encoding.Latin1.GetString(Convert.FromBase64String(part));
    }

    [GeneratedRegex("[A-Za-z0-9+/_-]{20,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Base64Run();
}
