namespace TokenGateway.Portal.Sessions;

/// <summary>The redirect target after sign-in: a path on this host, and nothing that a browser reads as another host.</summary>
internal static class ReturnUrl
{
    public const string Home = "/tokens";

    /// <summary>
    /// The given path, or <see cref="Home"/>. Browsers drop tabs and line ends, and read a backslash as a slash (WHATWG
    /// URL, 4.4), so that <c>/\evil</c> and <c>/%09/evil</c> after decoding are other hosts.
    /// </summary>
    public static string OrHome(string? url) => IsLocal(url) ? url! : Home;

    public static bool IsLocal(string? url) =>
        url is ['/', ..] and not ['/', '/', ..] && url.Length <= 2000 && !url.AsSpan().ContainsAnyExceptInRange('!', '~') && !url.Contains('\\', StringComparison.Ordinal);
}
