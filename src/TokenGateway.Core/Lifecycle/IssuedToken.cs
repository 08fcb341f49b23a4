using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>A new token and its value, which exists nowhere else and is shown once.</summary>
public sealed class IssuedToken(Token token, string value)
{
    public Token Token { get; } = token;

    /// <summary>The secret. Not part of <see cref="object.ToString"/>, so that no log gets it by accident.</summary>
    public string Value { get; } = value;

    public override string ToString() => $"token {Token.Id}";
}
