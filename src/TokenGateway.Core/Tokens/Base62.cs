using System.Buffers;

namespace TokenGateway.Core.Tokens;

internal static class Base62
{
    public const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static SearchValues<char> Characters { get; } = SearchValues.Create(Alphabet);
}
