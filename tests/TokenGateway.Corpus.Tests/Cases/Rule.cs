namespace TokenGateway.Corpus.Tests.Cases;

/// <summary>A promise about what must never happen.</summary>
/// <param name="Proof"><c>cases</c>; or the test classes that show it where no bytes on the edge can.</param>
public sealed record Rule(string Id, string Proof, string Promise, string Origin)
{
    public bool NeedsCase => Proof == "cases";

    public IReadOnlyList<string> Tests => NeedsCase ? [] : Proof.Split(' ');
}
