using System.CommandLine;

namespace TokenGateway.Commands.Options;

/// <summary>An option in front of the command that it belongs to.</summary>
internal static class MisplacedOption
{
    /// <summary>How to fix an unrecognized word; null: not such an option.</summary>
    public static string? Explain(Command command, string path, string token)
    {
        var name = NameIn(token);
        if (Has(command, name))
            return $"'{name}' is an option of `{path}`: write it after the command, `{path} {name} ...`.";
        return command.Subcommands.Count > 0 && name.StartsWith("--", StringComparison.Ordinal) && IsKnownBelow(command, name)
            ? $"'{name}' belongs after its command: `{path} COMMAND {name} ...`."
            : null;
    }

    /// <summary>Whether the word is the value of a preceding misplaced option.</summary>
    public static bool IsValue(Command command, string path, IReadOnlyList<string> unmatched, string token)
    {
        for (var i = 1; i < unmatched.Count; i++)
        {
            if (unmatched[i] == token && !unmatched[i - 1].Contains('=', StringComparison.Ordinal) && Explain(command, path, unmatched[i - 1]) is not null)
                return true;
        }

        return false;
    }

    private static string NameIn(string token) => token.Split('=', 2)[0];

    private static bool Has(Command command, string name) => command.Options.Any(option => option.Name == name || option.Aliases.Contains(name));

    private static bool IsKnownBelow(Command command, string name) => command.Subcommands.Any(below => Has(below, name) || IsKnownBelow(below, name));
}
