namespace TokenGateway.Core.Notices;

/// <summary>The token of a notice.</summary>
public sealed record NoticeToken
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Owner { get; init; }

    public required string Realm { get; init; }

    /// <summary>The displayable part of the value: prefix, id, last four characters.</summary>
    public required string Hint { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }
}
