namespace TokenGateway.Core.Storage;

/// <summary>One change, as every node receives it.</summary>
/// <param name="Kind">The kind of change.</param>
/// <param name="Key">The subject: a token's or a user's id as text.</param>
public readonly record struct Change(ChangeKind Kind, string Key);
