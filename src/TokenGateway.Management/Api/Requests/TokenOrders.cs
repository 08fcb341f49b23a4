using TokenGateway.Core.Storage;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Requests;

/// <summary>The sort orders of a token list in the API: a name, with <c>-</c> for descending.</summary>
internal static class TokenOrders
{
    private static readonly (string Name, TokenOrderKey Key)[] Names =
        [("id", TokenOrderKey.Id), ("name", TokenOrderKey.Name), ("created", TokenOrderKey.Created), ("expires", TokenOrderKey.Expires), ("lastUsed", TokenOrderKey.LastUsed)];

    /// <summary>Their names, for error messages.</summary>
    public static string All => string.Join(", ", Names.Select(one => one.Name));

    /// <exception cref="ApiException">There is no such order.</exception>
    public static TokenOrder Read(string member, string? text) => text is null ? default
        : TryRead(text, out var order) ? order
        : throw ApiException.Value(member, $"one of {All} is expected, or the same with - before it.");

    public static bool TryRead(string text, out TokenOrder order)
    {
        var isDescending = text.StartsWith('-');
        var name = isDescending ? text[1..] : text;
        var at = Array.FindIndex(Names, one => one.Name == name);
        order = at < 0 ? default : new TokenOrder(Names[at].Key, isDescending);
        return at >= 0;
    }

    /// <summary>The text of an order; null: the default.</summary>
    public static string? Write(TokenOrder order) =>
        order == default ? null : (order.IsDescending ? "-" : "") + Names.First(one => one.Key == order.By).Name;
}
