using TokenGateway.Corpus.Tests.Cases;

namespace TokenGateway.Corpus.Tests.Running;

/// <summary>A case on one carrier and one route.</summary>
public sealed record Trial(CorpusCase Case, Carrier Carrier, string Route)
{
    /// <summary>Every combination that the case asks for.</summary>
    public static IEnumerable<Trial> Of(CorpusCase one) =>
        from route in one.Routes from carrier in one.Carriers select new Trial(one, carrier, route);

    public override string ToString() => $"{Case.Id} over {Carrier} on {Route}";
}
