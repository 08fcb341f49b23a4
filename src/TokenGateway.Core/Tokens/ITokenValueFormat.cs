namespace TokenGateway.Core.Tokens;

/// <summary>Creates new token values. The value exists only here and in the one response that shows it.</summary>
public interface ITokenValueFormat
{
    /// <summary>A new value for a token with its id, from a cryptographic random source.</summary>
    string Create(Token token);

    /// <summary>The id for a new token without a chosen one; null: none.</summary>
    ExternalId? CreateExternalId() => null;

    /// <summary>The part of a value that may be displayed later, to distinguish tokens: never enough to use it.</summary>
    string Hint(string value);
}
