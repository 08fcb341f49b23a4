namespace TokenGateway.Corpus.Tests.Cases;

/// <summary>
/// The answers expected, in order: <c>200</c>, <c>200,401</c> for two requests on one connection, and what differs by
/// carrier or route behind it, the later the stronger: <c>401 public=200 h2=reset</c>.
/// </summary>
public sealed class Expectation
{
    private readonly List<(string Selector, StatusWish[] Answers)> _entries = [];

    private Expectation(string text) => Text = text;

    public string Text { get; }

    /// <exception cref="FormatException">Nothing is expected by default.</exception>
    public static Expectation Parse(string text)
    {
        var expectation = new Expectation(text);
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var selector = equals < 0 ? "" : part[..equals];
            expectation._entries.Add((selector, [.. part[(equals + 1)..].Split(',').Select(one => new StatusWish(one))]));
        }

        if (expectation._entries is not [{ Selector: "" }, ..])
            throw new FormatException($"An expectation begins with what holds everywhere: '{text}'.");
        return expectation;
    }

    public IReadOnlyList<StatusWish> For(Carrier carrier, string route) =>
        _entries.Last(entry => entry.Selector == "" || entry.Selector == route || entry.Selector == NameOf(carrier)).Answers;

    private static string NameOf(Carrier carrier) => carrier.ToString().ToLowerInvariant();
}
