namespace TokenGateway.Configuration.Sections;

/// <summary>A role.</summary>
public sealed record RoleConfig
{
    public required string Path { get; init; }

    public required string Name { get; init; }

    /// <summary>Higher may do more; unique. Null: the role stands outside the order, and <c>MinRole</c> never counts it.</summary>
    public required int? Rank { get; init; }

    /// <summary>The number that clients of a dialect may call it by; null: none.</summary>
    public int? Id { get; init; }

    /// <summary>Which of the roles it is in the file, from 0.</summary>
    public int Place { get; init; }

    /// <summary>Permissions as written: <c>orders:read</c>, <c>orders:*</c>, <c>*</c>, <c>!billing:*</c>.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>The realms that its holders have besides their own; <c>*</c>: all.</summary>
    public IReadOnlyList<string> Realms { get; init; } = [];

    /// <summary>Of <c>tokens</c>, <c>users</c>, <c>settings</c>, <c>audit</c>, in lower case.</summary>
    public required IReadOnlyList<string> Manages { get; init; }
}
