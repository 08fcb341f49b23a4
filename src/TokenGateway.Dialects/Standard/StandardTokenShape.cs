using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Standard;

/// <summary>Recognises values of <see cref="StandardTokenFormat"/>.</summary>
internal sealed class StandardTokenShape(StandardTokenFormat format) : IMeteredShape
{
    public int ShortestLength => format.ShortestLength;

    public TokenShapeVerdict Judge(ReadOnlySpan<char> value) =>
        !format.BeginsLikeOurs(value) ? TokenShapeVerdict.Foreign
        : format.IsValid(value) ? TokenShapeVerdict.Ours
        : TokenShapeVerdict.Broken;

    public string? IdOf(ReadOnlySpan<char> value) =>
        format.TryReadId(value, out var id) ? id.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;

    public bool IsIn(ReadOnlySpan<char> text) => IsIn<NoMeter>(text);

    public bool IsIn<TMeter>(ReadOnlySpan<char> text)
        where TMeter : struct, IWorkMeter => format.IsIn<TMeter>(text);
}
