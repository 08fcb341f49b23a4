using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>A new token and its value, which exists nowhere else and is shown once.</summary>
/// <param name="token">The token.</param>
/// <param name="value">Its value; null: it was created elsewhere, and only its digest is known.</param>
public sealed class IssuedToken(Token token, string? value)
{
    public Token Token { get; } = token;

    /// <summary>Whether the gateway created the value, so that it can be shown.</summary>
    public bool HasValue => value is not null;

    /// <summary>The secret. Not part of <see cref="object.ToString"/>, to keep it out of logs.</summary>
    /// <exception cref="InvalidOperationException">It was created elsewhere.</exception>
    public string Value => value ?? throw new InvalidOperationException("The value was made elsewhere; only its digest is known.");

    public override string ToString() => $"token {Token.Id}";
}
