using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Standard;

/// <summary>Recognises values of <see cref="StandardTokenFormat"/>.</summary>
internal sealed class StandardTokenShape(StandardTokenFormat format) : ITokenShape
{
    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        !format.BeginsLikeOurs(value) ? TokenShapeVerdict.Foreign
        : format.IsValid(value) ? TokenShapeVerdict.Ours
        : TokenShapeVerdict.Broken;

    public string? IdOf(ReadOnlySpan<char> value) =>
        format.TryReadId(value, out var id) ? id.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;

    public bool IsIn(ReadOnlySpan<char> text) => format.IsIn(text);
}
