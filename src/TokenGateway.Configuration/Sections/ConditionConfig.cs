namespace TokenGateway.Configuration.Sections;

/// <summary>
/// What a token must have; all that is said must hold. A list that was not written is empty: a written empty list is
/// refused when it is read.
/// </summary>
public sealed record ConditionConfig
{
    public required string Path { get; init; }

    public IReadOnlyList<string> AnyRole { get; init; } = [];

    public string? MinRole { get; init; }

    public IReadOnlyList<string> AllPermissions { get; init; } = [];

    public IReadOnlyList<string> AnyPermission { get; init; } = [];

    public IReadOnlyList<string> NotRole { get; init; } = [];

    /// <summary>Every valid token will do; then nothing else is said.</summary>
    public bool AnyToken { get; init; }

    /// <summary>Whether any of the five conditions is said.</summary>
    public bool HasConditions =>
        AnyRole.Count + AllPermissions.Count + AnyPermission.Count + NotRole.Count > 0 || MinRole is not null;
}
