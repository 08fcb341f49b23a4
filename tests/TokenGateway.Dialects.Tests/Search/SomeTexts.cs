using System.Text;
using TokenGateway.Dialects.Tests.Products;

namespace TokenGateway.Dialects.Tests.Search;

/// <summary>Texts made of values, whole or not, and of what stands around them, at random from a seed.</summary>
internal sealed class SomeTexts(IDialect dialect, int seed)
{
    private static readonly string[] Around =
    [
        "", "/", "//", "=", "==", ":", "_", "$", "1", "42", "0", "a", "abcd", "aB3+", "+", " ", "    ", "        ", "\t \r\n", "?x=", "&", ";", "tgw_", "tgw_1_", "%", "é", "YTpi", "YTpiOmM6", "Og==", "Ojo6", "a/b",
        "0123456789abcdef", "0123456789012345678901", "eyJ0b2tlbklkIjoi", "9999999999999999999",
    ];

    private static readonly string[] Owners = ["a", "alice", "bob", "jörg", "team:ops", "::", new('y', 255)];

    private readonly Random _random = new(seed);

    public string Next()
    {
        var text = new StringBuilder();
        for (var pieces = _random.Next(1, 5); pieces > 0; pieces--)
        {
            for (var around = _random.Next(3); around > 0; around--)
                text.Append(Around[_random.Next(Around.Length)]);
            text.Append(Piece());
        }

        return text.Append(Around[_random.Next(Around.Length)]).ToString();
    }

    private string Piece()
    {
        var value = Product.Value(dialect, _random.Next(3) == 0 ? _random.NextInt64(1, long.MaxValue) : _random.Next(1, 100), Owners[_random.Next(Owners.Length)]);
        var at = _random.Next(value.Length);
        return _random.Next(9) switch
        {
            0 or 1 => value,
            2 => value[at..],
            3 => value[..at],
            4 => value[..at] + Around[_random.Next(Around.Length)] + value[at..],
            5 => value[..at] + value[_random.Next(value.Length)] + value[Math.Min(at + 1, value.Length)..],
            6 when _random.Next(3) == 0 => value[..(at / 4 * 4)] + "    " + value[(at / 4 * 4)..],
            7 => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Owners[_random.Next(Owners.Length)]}:{Around[_random.Next(Around.Length)]}:{new string('s', _random.Next(30, 35))}")),
            _ => Around[_random.Next(Around.Length)],
        };
    }
}
