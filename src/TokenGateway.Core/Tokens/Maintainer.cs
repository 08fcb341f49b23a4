namespace TokenGateway.Core.Tokens;

/// <summary>A maintainer of a service account.</summary>
/// <param name="Id">For records. The id may belong to another user by now.</param>
/// <param name="Number">Identifies the user: <see cref="User.Number"/>, which is never reused.</param>
public readonly record struct Maintainer(UserId Id, long Number);
