using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Secrets;

/// <summary>
/// Finds a secret in a text that is about to leave the gateway (a second copy in <c>Referer</c>, say). Secrets are ASCII
/// and compare ordinally.
/// </summary>
internal static class SecretSearch
{
    private const int StackLimit = 512;

    /// <summary>
    /// Whether <paramref name="secret"/> stands in <paramref name="value"/>, raw or percent-encoded up to three times,
    /// whole or in part. An empty secret stands nowhere.
    /// </summary>
    public static bool Holds(ReadOnlySpan<char> value, ReadOnlySpan<char> secret)
    {
        if (secret.IsEmpty || value.Length < secret.Length)
            return false;
        if (!value.Contains('%'))
            return value.Contains(secret, StringComparison.Ordinal);

        foreach (var view in new DecodedViews(value, stackalloc char[StackLimit]))
        {
            if (view.Contains(secret, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The same for every form of a secret; <paramref name="value"/> is decoded once for all of them.</summary>
    public static bool HoldsAny(ReadOnlySpan<char> value, SecretEncodings forms)
    {
        foreach (var view in new DecodedViews(value, stackalloc char[StackLimit]))
        {
            if (forms.IsInView(view))
                return true;
        }

        return false;
    }
}
