using System.Buffers;

namespace TokenGateway.Core.Tokens;

/// <summary>The letters and digits of token values.</summary>
public static class Base62
{
    public const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static SearchValues<char> Characters { get; } = SearchValues.Create(Alphabet);
}
