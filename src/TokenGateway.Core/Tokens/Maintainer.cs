namespace TokenGateway.Core.Tokens;

/// <summary>Somebody who answers for a service account.</summary>
/// <param name="Id">What records say. The id may be another user's by now.</param>
/// <param name="Number">Who it is: <see cref="User.Number"/>, which is never given twice.</param>
public readonly record struct Maintainer(UserId Id, long Number);
