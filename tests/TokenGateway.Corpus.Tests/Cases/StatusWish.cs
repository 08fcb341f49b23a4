using System.Globalization;

namespace TokenGateway.Corpus.Tests.Cases;

/// <summary>What one answer may be: <c>200</c>, <c>4xx</c>, <c>reset</c> (the connection or stream ends without one), or several with <c>|</c>.</summary>
public sealed record StatusWish(string Text)
{
    private readonly string[] _choices = Text.Split('|');

    /// <summary>Whether an answer is expected that an upstream gave.</summary>
    public bool IsForwarded => Text is "200" or "2xx";

    /// <param name="status">0: ended without an answer.</param>
    public bool Holds(int status) => _choices.Any(choice => choice switch
    {
        "reset" => status == 0,
        [var first, 'x', 'x'] => status / 100 == first - '0',
        _ => status == int.Parse(choice, CultureInfo.InvariantCulture),
    });
}
