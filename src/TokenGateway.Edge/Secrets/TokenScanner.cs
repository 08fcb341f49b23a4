using System.Text;
using TokenGateway.Dialects;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Secrets;

/// <summary>
/// Finds values of our own shape that were not presented as a credential: a token in <c>Referer</c>, percent-encoded, or in
/// <c>Basic</c> where that is not a credential location. The checksum distinguishes them from other text.
/// </summary>
internal static class TokenScanner
{
    private const string Basic = "Basic ";
    private const int StackLimit = 512;

    /// <summary>
    /// Also finds the secret of <paramref name="copies"/>; the text is decoded once for both. A reading that is one of
    /// <paramref name="clean"/> is not searched for values again, and neither is what it decodes to.
    /// </summary>
    public static bool ContainsToken(ReadOnlySpan<char> value, ITokenShape shape, SecretEncodings? copies = null, CleanTexts? clean = null)
    {
        // Decoding never lengthens a text.
        var own = value.Length >= shape.ShortestLength;
        if (!own && copies is null)
            return false;
        if (!value.Contains('%'))
            return (own && clean?.Contains(value) != true && shape.IsIn(value)) || copies?.IsInView(value) == true || ContainsTokenInBasic(value, shape);

        foreach (var view in new DecodedViews(value, stackalloc char[StackLimit]))
        {
            own = own && clean?.Contains(view) != true;
            if (!own && copies is null)
                break;
            if ((own && shape.IsIn(view)) || copies?.IsInView(view) == true)
                return true;
        }

        return ContainsTokenInBasic(value, shape);
    }

    // A longer value cannot be user and password with a token.
    private static bool ContainsTokenInBasic(ReadOnlySpan<char> value, ITokenShape shape)
    {
        if (value.Length - Basic.Length is <= 0 or > TokenText.MaxLength || !value.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return false;
        Span<byte> bytes = stackalloc byte[TokenText.MaxLength];
        return Convert.TryFromBase64Chars(value[Basic.Length..], bytes, out var length)
            && shape.IsIn(Encoding.Latin1.GetString(bytes[..length]));
    }
}
