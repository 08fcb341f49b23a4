namespace TokenGateway.Dialects;

/// <summary>A whole number that a dialect wants to know, under <c>TokenGateway:DIALECT:NAME</c>.</summary>
/// <param name="Name">The key.</param>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
/// <param name="Default">The value when the file says nothing.</param>
/// <param name="Description">What it is, in one sentence; editors show it.</param>
public sealed record DialectKey(string Name, int Min, int Max, int Default, string Description);
