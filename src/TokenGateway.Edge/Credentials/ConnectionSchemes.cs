using Microsoft.Extensions.Primitives;

namespace TokenGateway.Edge.Credentials;

/// <summary>
/// Schemes that authenticate the TCP connection to the upstream instead of the request (MS-NTHT, RFC 4559, MS-CSSP,
/// MS-NEGOEX): on a reused connection, the next caller acts as that user (dotnet/yarp#166).
/// </summary>
internal static class ConnectionSchemes
{
    private static readonly string[] Names = ["NTLM", "Negotiate", "NegotiateEx", "NegoEx", "Nego2", "GSS-Negotiate", "Kerberos", "PKU2U", "CredSSP"];

    /// <summary>Whether a value of <c>Authorization</c>, or one challenge, uses such a scheme.</summary>
    public static bool IsOne(ReadOnlySpan<char> value)
    {
        value = value.TrimStart();
        foreach (var name in Names)
        {
            if (value.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (value.Length == name.Length || !CredentialPlace.IsTokenCharacter(value[name.Length])))
                return true;
        }

        return false;
    }

    /// <summary>Whether a line of <c>WWW-Authenticate</c> may offer such a scheme. No false negatives.</summary>
    public static bool MayOffer(string line)
    {
        foreach (var name in Names)
        {
            if (line.Contains(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Removes the challenges of such schemes from one line of <c>WWW-Authenticate</c> (RFC 9110, 11.6.1): a line may
    /// contain several, and commas also separate the parameters of one.
    /// </summary>
    /// <returns>The remaining challenges; null: none, or the line has an unclosed quote, which clients read differently.</returns>
    public static string? WithoutChallenges(string line)
    {
        var kept = new List<string>();
        var drops = false;
        if (!TrySplit(line, out var parts))
            return null;
        foreach (var part in parts)
        {
            if (BeginsChallenge(part))
                drops = IsOne(part);
            if (!drops)
                kept.Add(part);
        }

        return kept.Count == 0 ? null : string.Join(", ", kept);
    }

    // A scheme ends the part or is followed by a space; a parameter name is followed by "=".
    private static bool BeginsChallenge(ReadOnlySpan<char> part)
    {
        var end = 0;
        while (end < part.Length && CredentialPlace.IsTokenCharacter(part[end]))
            end++;
        return part[end..].TrimStart() is not ['=', ..];
    }

    private static bool TrySplit(string line, out List<string> parts)
    {
        parts = [];
        var (start, quoted) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && quoted)
                i++;
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
                Add(parts, new StringSegment(line, start, i - start), ref start);
        }

        Add(parts, new StringSegment(line, start, line.Length - start), ref start);
        return !quoted;
    }

    private static void Add(List<string> parts, StringSegment part, ref int start)
    {
        start += part.Length + 1;
        if (part.Trim() is { Length: > 0 } text)
            parts.Add(text.ToString());
    }
}
