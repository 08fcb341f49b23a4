namespace TokenGateway.Corpus.Tests.Cases;

/// <summary>One line of the corpus.</summary>
/// <param name="Theme">The file it stands in.</param>
/// <param name="Rules">Ids of the rules that it tries.</param>
/// <param name="Routes">Route names, each tried; <c>-</c>: the case names its path itself.</param>
/// <param name="Origin">Where the trick comes from.</param>
public sealed record CorpusCase(
    string Id, string Theme, IReadOnlyList<string> Rules, IReadOnlyList<Carrier> Carriers, IReadOnlyList<string> Routes,
    Expectation Expect, IReadOnlyList<Wish> Wishes, CaseRequest Request, string Origin)
{
    public IEnumerable<string> WishesOf(string key) => Wishes.Where(wish => wish.Key == key).Select(wish => wish.Value);

    public override string ToString() => Id;
}
