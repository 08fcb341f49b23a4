namespace TokenGateway.Core.Storage;

/// <summary>One change, as every node learns of it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Key">Whom: a token's or a user's id as text.</param>
public readonly record struct Change(ChangeKind Kind, string Key);
