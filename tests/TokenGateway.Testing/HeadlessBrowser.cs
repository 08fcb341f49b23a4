namespace TokenGateway.Testing;

/// <summary>The browser of the tests: Chromium without a window system, which takes half the processor time of the whole program.</summary>
public static class HeadlessBrowser
{
    public const string Program = "/usr/bin/chromium-headless-shell";

    public static IReadOnlyList<string> Arguments { get; } = ["--no-sandbox", "--disable-background-networking"];
}
