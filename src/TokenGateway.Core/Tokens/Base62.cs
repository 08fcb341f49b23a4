using System.Buffers;

namespace TokenGateway.Core.Tokens;

/// <summary>Letters and digits, as token values are made of.</summary>
public static class Base62
{
    public const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static SearchValues<char> Characters { get; } = SearchValues.Create(Alphabet);
}
