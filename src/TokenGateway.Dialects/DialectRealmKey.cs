namespace TokenGateway.Dialects;

/// <summary>A realm that a dialect reads from <c>TokenGateway:DIALECT:NAME</c>.</summary>
/// <param name="Name">The key.</param>
/// <param name="Description">One sentence that editors show.</param>
public sealed record DialectRealmKey(string Name, string Description);
