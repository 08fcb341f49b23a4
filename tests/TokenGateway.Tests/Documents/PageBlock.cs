namespace TokenGateway.Tests.Documents;

/// <summary>A fenced block.</summary>
/// <param name="Line">Where its fence opens.</param>
/// <param name="Info">What follows the fence: the language, and maybe why it is not run.</param>
/// <param name="Text">Its lines, each ended.</param>
internal sealed record PageBlock(int Line, string Info, string Text)
{
    private const string NotRun = " not-run: ";

    public string Language => Info.Split(' ', 2)[0];

    /// <summary>Null: it is run.</summary>
    public string? WhyNotRun => Info.IndexOf(NotRun, StringComparison.Ordinal) is >= 0 and var at ? Info[(at + NotRun.Length)..] : null;
}
