using System.Security.Cryptography;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Stress.Unknown;

/// <summary>Tokens that nobody knows, no two alike, of three kinds in turn.</summary>
internal sealed class UnknownTokens
{
    public const int Kinds = 3;

    private const int FirstId = 1_000_000;

    private readonly StandardTokenFormat _format = new("tgw");

    public static string NameOf(int kind) => kind switch
    {
        0 => "right checksum, never issued",
        1 => "wrong checksum",
        _ => "of a foreign shape",
    };

    public static int KindOf(int number) => number % Kinds;

    public string Create(int number) => KindOf(number) switch
    {
        0 => _format.Create(FirstId + number),
        1 => Garble(_format.Create(FirstId + number)),
        _ => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)),
    };

    private static string Garble(string token) => string.Concat(token.AsSpan(0, token.Length - 1), token[^1] == 'a' ? "b" : "a");
}
