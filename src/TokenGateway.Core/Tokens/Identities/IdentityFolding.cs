using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;

namespace TokenGateway.Core.Tokens.Identities;

/// <summary>
/// Folds characters without case and compatibility forms (Unicode's NFKD and full case folding), from an embedded table:
/// the gateway runs without the system libraries for it, and every node must fold identically.
/// </summary>
internal static class IdentityFolding
{
    private static readonly Lazy<FrozenDictionary<int, string>> Table = new(Read);

    /// <summary>Null: the character folds to itself. Empty: an invisible character. Does not handle Hangul syllables.</summary>
    public static string? Find(int codePoint) => Table.Value.GetValueOrDefault(codePoint);

    internal static IEnumerable<int> CodePoints => Table.Value.Keys;

    private static FrozenDictionary<int, string> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("TokenGateway.Core.IdentityFolding.txt")!);
        var table = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                Add(table, line);
        }

        return table.ToFrozenDictionary();
    }

    // CODE REPLACEMENT..., or only CODE or FIRST..LAST for invisible characters.
    private static void Add(Dictionary<int, string> table, string line)
    {
        var words = line.Split(' ');
        var ends = words[0].Split("..");
        var replacement = string.Concat(words.Skip(1).Select(word => char.ConvertFromUtf32(Hex(word))));
        for (var codePoint = Hex(ends[0]); codePoint <= Hex(ends[^1]); codePoint++)
            table.Add(codePoint, replacement);
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
