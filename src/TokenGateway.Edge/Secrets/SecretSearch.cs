using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Secrets;

/// <summary>
/// Finds a secret in a text that is about to leave the gateway (for example a second copy in <c>Referer</c>). Secrets are
/// ASCII and are compared ordinally.
/// </summary>
internal static class SecretSearch
{
    private const int StackLimit = 512;

    /// <summary>
    /// Whether <paramref name="value"/> contains <paramref name="secret"/>, raw or percent-encoded up to three times,
    /// wholly or in part. An empty secret is never found.
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

    /// <summary>The same for every encoding of a secret; decodes <paramref name="value"/> once for all of them.</summary>
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
