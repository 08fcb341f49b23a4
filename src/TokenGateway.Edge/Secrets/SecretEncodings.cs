using System.Text;

namespace TokenGateway.Edge.Secrets;

/// <summary>
/// A secret and its possible encodings in base64, at any offset in the encoded bytes. Created once per presented secret and
/// dropped with the request or connection: it contains the secret. Not a record, so that nothing prints it.
/// </summary>
internal sealed class SecretEncodings
{
    /// <summary>A shorter core would appear by chance in unrelated headers.</summary>
    private const int ShortestCore = 8;

    private readonly string[] _forms;
    private readonly int _shortest;

    private SecretEncodings(string[] forms)
    {
        _forms = forms;
        _shortest = forms.Min(f => f.Length);
    }

    /// <summary>The encodings of <paramref name="secret"/>.</summary>
    /// <exception cref="ArgumentException">The secret is empty: it would match everywhere.</exception>
    public static SecretEncodings Of(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        var bytes = Encoding.UTF8.GetBytes(secret);
        var cores = Enumerable.Range(0, 3).Select(before => Core(bytes, before)).Where(c => c.Length >= ShortestCore);
        return new([.. cores.SelectMany(c => new[] { c, UrlSafe(c) }).Prepend(secret).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Whether <paramref name="value"/> contains the secret: raw, in base64 of either alphabet, alone or inside other data
    /// (<c>Basic</c>), each percent-encoded up to three times.
    /// </summary>
    public bool IsIn(ReadOnlySpan<char> value) => value.Length >= _shortest && SecretSearch.HoldsAny(value, this);

    /// <summary>The same for a text that is already one of several decoded views: decodes nothing.</summary>
    public bool IsInView(ReadOnlySpan<char> view)
    {
        if (view.Length < _shortest)
            return false;
        foreach (var form in _forms)
        {
            if (view.Contains(form, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Never the secret.</summary>
    public override string ToString() => nameof(SecretEncodings);

    /// <summary>
    /// The base64 characters that depend on the secret alone when <paramref name="before"/> bytes (modulo 3) precede it and
    /// any bytes follow.
    /// </summary>
    private static string Core(byte[] secret, int before)
    {
        var encoded = Convert.ToBase64String([.. new byte[before], .. secret]);
        var first = (before * 8 + 5) / 6;
        var end = (before + secret.Length) * 8 / 6;
        return encoded[first..Math.Max(first, end)];
    }

    private static string UrlSafe(string core) => core.Replace('+', '-').Replace('/', '_');
}
