namespace TokenGateway.Configuration.Sections;

/// <summary>An entry of a rule: the first whose methods name the request's method decides.</summary>
public sealed record AccessEntryConfig
{
    public required string Path { get; init; }

    /// <summary>As written; null: all methods.</summary>
    public required IReadOnlyList<string>? Methods { get; init; }

    public required ConditionConfig Condition { get; init; }

    /// <summary>Besides <see cref="Condition"/> one of these must hold; empty: nothing more is asked.</summary>
    public required IReadOnlyList<ConditionConfig> OneOf { get; init; }
}
