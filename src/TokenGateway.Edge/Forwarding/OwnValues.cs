using System.Text;
using TokenGateway.Dialects;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Finds values of our own shape that nobody presented to us as a credential: a token in <c>Referer</c>, percent-encoded,
/// or sent with <c>Basic</c> where that is no place for tokens. The checksum tells them from other text.
/// </summary>
internal static class OwnValues
{
    private const string Basic = "Basic ";
    private const int StackLimit = 512;

    public static bool StandIn(ReadOnlySpan<char> value, ITokenShape shape) =>
        shape.IsIn(value)
        || (value.Contains('%') && StandDecoded(value, shape))
        || (value.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) && StandInBasic(value[Basic.Length..], shape));

    private static bool StandDecoded(ReadOnlySpan<char> value, ITokenShape shape)
    {
        foreach (var view in new DecodedViews(value, stackalloc char[StackLimit]))
        {
            if (shape.IsIn(view))
                return true;
        }

        return false;
    }

    // Longer ones are no user and password that could hold a token alone.
    private static bool StandInBasic(ReadOnlySpan<char> base64, ITokenShape shape)
    {
        Span<byte> bytes = stackalloc byte[TokenText.MaxLength];
        return base64.Length <= TokenText.MaxLength && Convert.TryFromBase64Chars(base64, bytes, out var length)
            && shape.IsIn(Encoding.Latin1.GetString(bytes[..length]));
    }
}
