using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Tests.Search;

/// <summary>What finds a value of ours by trying every length at every place where the prefix stands, whatever that costs.</summary>
internal sealed class StandardNaiveShape : ITokenShape
{
    private const string Head = "tgw_";

    private static readonly StandardTokenFormat Format = new("tgw");

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) => Format.IsValid(value) ? TokenShapeVerdict.Ours : TokenShapeVerdict.Foreign;

    public bool IsIn(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!text[at..].StartsWith(Head, StringComparison.Ordinal))
                continue;
            for (var length = Head.Length; length <= Math.Min(80, text.Length - at); length++)
            {
                if (Format.IsValid(text.Slice(at, length)))
                    return true;
            }
        }

        return false;
    }
}
