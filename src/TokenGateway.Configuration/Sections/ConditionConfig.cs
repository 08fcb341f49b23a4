using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary>
/// The conditions on a token, in an access entry and in the alternatives of its <c>OneOf</c>; all must be met. An absent
/// list is empty: an explicit empty list is refused when it is read.
/// </summary>
internal sealed class ConditionConfig(ConfigNode node)
{
    private static readonly KeyList Keys = new();

    private static readonly Key<IReadOnlyList<string>?> AnyRoleKey = Keys.Add<IReadOnlyList<string>?>("AnyRole", new ListShape(Texts.Role), "The token's role is one of these.");

    private static readonly Key<string?> MinRoleKey = Keys.Add<string?>("MinRole", Texts.Role, "The token's role ranks at least as high as this one.");

    private static readonly Key<IReadOnlyList<string>?> AllPermissionsKey =
        Keys.Add<IReadOnlyList<string>?>("AllPermissions", new ListShape(Texts.Permission), "The token has all of these permissions.");

    private static readonly Key<IReadOnlyList<string>?> AnyPermissionKey =
        Keys.Add<IReadOnlyList<string>?>("AnyPermission", new ListShape(Texts.Permission), "The token has at least one of these permissions.");

    private static readonly Key<IReadOnlyList<string>?> NotRoleKey = Keys.Add<IReadOnlyList<string>?>("NotRole", new ListShape(Texts.Role), "The token's role is none of these.");

    private static readonly Key<bool> AnyTokenKey =
        Keys.Add<bool>("AnyToken", new BooleanShape(), "true: every valid token is allowed. Required when there is no other condition.");

    public static readonly ObjectShape Shape = Keys.Shape;

    public string Path { get; } = node.Path;

    public IReadOnlyList<string> AnyRole { get; } = AnyRoleKey.In(node) ?? [];

    public string? MinRole { get; } = MinRoleKey.In(node);

    public IReadOnlyList<string> AllPermissions { get; } = AllPermissionsKey.In(node) ?? [];

    public IReadOnlyList<string> AnyPermission { get; } = AnyPermissionKey.In(node) ?? [];

    public IReadOnlyList<string> NotRole { get; } = NotRoleKey.In(node) ?? [];

    /// <summary>Any valid token is enough; no other condition is set.</summary>
    public bool AnyToken { get; } = AnyTokenKey.In(node);

    /// <summary>Whether any of the five conditions is set.</summary>
    public bool HasConditions =>
        AnyRole.Count + AllPermissions.Count + AnyPermission.Count + NotRole.Count > 0 || MinRole is not null;

    /// <summary>
    /// An entry without a condition would admit every token by omission, so that must be explicit;
    /// <paramref name="hasAlternatives"/> counts as a condition.
    /// </summary>
    public static void Check(ConfigNode node, bool hasAlternatives, ConfigErrors errors)
    {
        if (errors.AnyUnder(node.Path))
            return;
        var condition = new ConditionConfig(node);
        var limited = condition.HasConditions || hasAlternatives;
        var anyToken = ConfigPath.Join(node.Path, "AnyToken");
        if (node[AnyTokenKey.Name] is not null && !condition.AnyToken)
            errors.Add(anyToken, "false has no effect; write a condition, or true to allow every valid token");
        else if (condition.AnyToken && limited)
            errors.Add(anyToken, "\"AnyToken\" and a condition contradict each other; remove one");
        else if (!condition.AnyToken && !limited)
            errors.Add(node.Path, "no condition. Add one, or \"AnyToken\": true to allow every valid token");
    }
}
