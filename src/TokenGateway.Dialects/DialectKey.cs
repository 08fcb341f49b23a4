namespace TokenGateway.Dialects;

/// <summary>A whole number that a dialect reads from <c>TokenGateway:DIALECT:NAME</c>.</summary>
/// <param name="Name">The key.</param>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
/// <param name="Default">The value if the key is absent.</param>
/// <param name="Description">One sentence that editors show.</param>
public sealed record DialectKey(string Name, int Min, int Max, int Default, string Description);
