namespace TokenGateway.Core.Tokens;

/// <summary>How new token values are made. The value exists only here and in the one answer that shows it.</summary>
public interface ITokenValueFormat
{
    /// <summary>A new value for a token that has its id, from a cryptographic random source.</summary>
    string Create(Token token);

    /// <summary>The id for a new token whose maker chose none; null: it goes without.</summary>
    ExternalId? CreateExternalId() => null;

    /// <summary>What may be shown of a value later, to tell tokens apart: never enough to use it.</summary>
    string Hint(string value);
}
