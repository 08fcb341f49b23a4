namespace TokenGateway.Dialects;

/// <summary>A realm that a dialect may be told, under <c>TokenGateway:DIALECT:NAME</c>.</summary>
/// <param name="Name">The key.</param>
/// <param name="Description">What it is, in one sentence; editors show it.</param>
public sealed record DialectRealmKey(string Name, string Description);
