using System.Collections.Immutable;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary>The conditions of an access entry, and of the alternatives in its <c>OneOf</c>.</summary>
internal static class ConditionSection
{
    public static readonly ImmutableArray<KeyShape> Keys =
    [
        new("AnyRole", new ListShape(Texts.Role), "The token's role is one of these."),
        new("MinRole", Texts.Role, "The token's role ranks at least as high as this one."),
        new("AllPermissions", new ListShape(Texts.Permission), "The token has all of these permissions."),
        new("AnyPermission", new ListShape(Texts.Permission), "The token has at least one of these permissions."),
        new("NotRole", new ListShape(Texts.Role), "The token's role is none of these."),
        new("AnyToken", new BooleanShape(), "true: every valid token is allowed. Required when there is no other condition."),
    ];

    public static readonly ObjectShape Shape = new([.. Keys]);

    public static ConditionConfig Read(ConfigNode node) => new()
    {
        Path = node.Path,
        AnyRole = node.Texts("AnyRole") ?? [],
        MinRole = node.Text("MinRole"),
        AllPermissions = node.Texts("AllPermissions") ?? [],
        AnyPermission = node.Texts("AnyPermission") ?? [],
        NotRole = node.Texts("NotRole") ?? [],
        AnyToken = node.Boolean("AnyToken"),
    };

    /// <summary>
    /// An entry without a condition would let every token in by saying nothing, so that has to be said;
    /// <paramref name="hasAlternatives"/> is a condition too.
    /// </summary>
    public static void Check(ConfigNode node, bool hasAlternatives, ConfigErrors errors)
    {
        if (errors.AnyUnder(node.Path))
            return;
        var condition = Read(node);
        var limited = condition.HasConditions || hasAlternatives;
        var anyToken = ConfigPath.Join(node.Path, "AnyToken");
        if (node["AnyToken"] is not null && !condition.AnyToken)
            errors.Add(anyToken, "false has no effect; write a condition, or true to allow every valid token");
        else if (condition.AnyToken && limited)
            errors.Add(anyToken, "\"AnyToken\" and a condition contradict each other; remove one");
        else if (!condition.AnyToken && !limited)
            errors.Add(node.Path, "no condition. Add one, or \"AnyToken\": true to allow every valid token");
    }
}
