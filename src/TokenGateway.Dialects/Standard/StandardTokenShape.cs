using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Standard;

/// <summary>Recognises values of <see cref="StandardTokenFormat"/>.</summary>
internal sealed class StandardTokenShape(StandardTokenFormat format) : ITokenShape
{
    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        !format.BeginsLikeOurs(value) ? TokenShapeVerdict.Foreign
        : format.IsValid(value) ? TokenShapeVerdict.Ours
        : TokenShapeVerdict.Broken;

    public bool IsIn(ReadOnlySpan<char> text) => format.IsIn(text);
}
