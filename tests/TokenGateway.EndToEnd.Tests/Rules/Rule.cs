using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Rules;

/// <summary>A line of <c>rules.txt</c>, <c>ceiling.txt</c> or <c>realms.txt</c>.</summary>
/// <param name="Outcome"><c>allowed</c>, or the exact code.</param>
public sealed record Rule(string Actor, string Action, string Target, string Wish, string Outcome)
{
    public const string Allowed = "allowed";

    public static IReadOnlyList<Rule> All { get; } =
    [
        .. Lines("rules.txt"), .. Lines("ceiling.txt"), .. Lines("realms.txt"),
    ];

    /// <summary>
    /// For an actor that is created for the case: its role, whether it signs in, and its realms, the first of which is its token's. Null for
    /// one of the gateway's own actors.
    /// </summary>
    public (string Role, bool SignsIn, string? Realms)? Fresh => Actor.Split('/') switch
    {
        [var role, var credential] => (role, credential == "session", null),
        [var role, var credential, var realms] => (role, credential == "session", realms),
        _ => null,
    };

    public bool IsOfOperator => Actor == "operator";

    /// <summary>The value of a part of the wish, <c>role=Users</c>; null if it is absent.</summary>
    public string? Wished(string name) => Part(Wish.Split(' ', StringSplitOptions.RemoveEmptyEntries), name);

    /// <summary>The same for the target, whose parts follow colons.</summary>
    public string? OfTarget(string name) => Part(Target.Split(':').Skip(2), name);

    /// <summary>The parts before and after the first equals sign.</summary>
    public (string Name, string Value) Setting => (Target.Split('=')[0], Target.Split('=')[1]);

    public override string ToString() => $"{Actor} | {Action} | {Target} | {Wish} | {Outcome}";

    public static Rule Parse(string line) => line.Split('|', StringSplitOptions.TrimEntries) is [var actor, var action, var target, var wish, var outcome]
        ? new Rule(actor, action, target, wish, outcome)
        : throw new FormatException(line);

    private static IEnumerable<Rule> Lines(string file) =>
        File.ReadLines(Path.Combine(Configs.RepositoryRoot(), "tests", "TokenGateway.EndToEnd.Tests", "Rules", file))
            .Where(line => line.Length > 0 && line[0] != '#').Select(Parse);

    // A permission contains a colon itself: parts of a target are rejoined unless an equals sign starts a new one.
    private static string? Part(IEnumerable<string> parts, string name)
    {
        var joined = parts.Aggregate(new List<string>(), (list, part) =>
        {
            if (part.Contains('=', StringComparison.Ordinal) || list.Count == 0)
                list.Add(part);
            else
                list[^1] += ":" + part;
            return list;
        });
        return joined.FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
    }
}
