using TokenGateway.Edge.Configuration.Sources;

namespace TokenGateway.Edge.Configuration.Sections;

/// <summary>
/// Slips of the pen in sections that are not ours. Their owner ignores unknown keys, and so do we, unless one looks like
/// a key on which access depends.
/// </summary>
internal static class NearMiss
{
    public static void Check(ConfigNode section, IReadOnlyCollection<string> known, IReadOnlyCollection<string> guarded, ConfigErrors errors)
    {
        foreach (var key in section.Children.Where(key => !known.Contains(key.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (Suggestion.Ask(key.Key, guarded) is { Length: > 0 } question)
                errors.Add(key.Path, "unknown key" + question);
        }
    }
}
