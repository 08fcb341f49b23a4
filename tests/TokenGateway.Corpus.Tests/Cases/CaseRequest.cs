namespace TokenGateway.Corpus.Tests.Cases;

/// <summary>What a case sends, a character a byte, with macros still in it.</summary>
public sealed record CaseRequest(RequestForm Form, string Text)
{
    /// <summary>Reads the column: <c>raw </c> and <c>h2 </c> in front name the form.</summary>
    public static CaseRequest Parse(string column) => column switch
    {
        _ when column.StartsWith("raw ", StringComparison.Ordinal) => new(RequestForm.Raw, Escapes.Decode(column[4..])),
        _ when column.StartsWith("h2 ", StringComparison.Ordinal) => new(RequestForm.Fields, Escapes.Decode(column[3..])),
        _ => new(RequestForm.Message, Escapes.Decode(column)),
    };

    /// <summary>The carriers that can carry it.</summary>
    public IReadOnlyList<Carrier> Carriers => Form switch
    {
        RequestForm.Raw => [Carrier.H1, Carrier.Tls],
        RequestForm.Fields => [Carrier.H2],
        _ when Text.StartsWith("GET ", StringComparison.Ordinal) => [Carrier.H1, Carrier.Tls, Carrier.H2, Carrier.Ws],
        _ => [Carrier.H1, Carrier.Tls, Carrier.H2],
    };
}
