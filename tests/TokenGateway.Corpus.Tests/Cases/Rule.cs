namespace TokenGateway.Corpus.Tests.Cases;

/// <summary>A promise about what must never happen.</summary>
/// <param name="Proof"><c>cases</c>; or the test classes that show it where no bytes on the edge can; or <c>absent: ...</c>, what it waits for.</param>
public sealed record Rule(string Id, string Proof, string Promise, string Origin)
{
    private const string Waiting = "absent: ";

    public bool NeedsCase => Proof == "cases";

    /// <summary>The feature is not there, so that nothing of it can be attacked.</summary>
    public bool IsAbsent => Proof.StartsWith(Waiting, StringComparison.Ordinal);

    public IReadOnlyList<string> Tests => NeedsCase || IsAbsent ? [] : Proof.Split(' ');
}
