using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>A new token and its value, which exists nowhere else and is shown once.</summary>
/// <param name="token">The token.</param>
/// <param name="value">Its value; null: it was made elsewhere, and only its digest is known.</param>
public sealed class IssuedToken(Token token, string? value)
{
    public Token Token { get; } = token;

    /// <summary>The gateway made the value, so there is one to show.</summary>
    public bool HasValue => value is not null;

    /// <summary>The secret. Not part of <see cref="object.ToString"/>, so that no log gets it by accident.</summary>
    /// <exception cref="InvalidOperationException">It was made elsewhere.</exception>
    public string Value => value ?? throw new InvalidOperationException("The value was made elsewhere; only its digest is known.");

    public override string ToString() => $"token {Token.Id}";
}
