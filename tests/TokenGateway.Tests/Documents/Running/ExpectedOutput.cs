using System.Text.RegularExpressions;

namespace TokenGateway.Tests.Documents.Running;

/// <summary>
/// The output that a page prints below a command. Every line of it must be in the real output, in this order; <c>...</c>
/// stands for anything, a line that is indented continues the one before, and what differs from run to run (times, request
/// ids, digests, the end of a token) is not compared.
/// </summary>
internal sealed partial record ExpectedOutput(string Page, int Line, string Text)
{
    private const string Anything = "...";

    /// <summary>Null: it is as the page says.</summary>
    public string? FaultOf(string actual)
    {
        var rest = Normalize(actual);
        foreach (var piece in Pieces())
        {
            var at = rest.IndexOf(piece, StringComparison.Ordinal);
            if (at < 0)
                return $"{Page}:{Line}: the output has no\n  {piece}\nin\n{actual}";
            rest = rest[(at + piece.Length)..];
        }

        return Text.Trim().Length == 0 && rest.Length > 0 && !IsProse(actual) ? $"{Page}:{Line}: the page shows no output, and there is\n{actual}" : null;
    }

    // A page need not repeat what a command says besides its result.
    private static bool IsProse(string actual) => !actual.Contains("HTTP/1.1", StringComparison.Ordinal) && !actual.TrimStart().StartsWith('{');

    private IEnumerable<string> Pieces() =>
        Continuation().Replace(Mask(Text), "").Split('\n').SelectMany(line => line.Split(Anything)).Select(piece => Blank().Replace(piece, "")).Where(piece => piece.Length > 0);

    private static string Normalize(string text) => Blank().Replace(Mask(text), "");

    private static string Mask(string text)
    {
        text = Hint().Replace(text, "tgw_${id}_HINT");
        text = Time().Replace(text, "TIME");
        text = RequestId().Replace(text, "REQUEST");
        text = Digest().Replace(text, "DIGEST");
        return Operator().Replace(text, "cli:OPERATOR");
    }

    [GeneratedRegex(@"\n[ \t]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Continuation();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blank();

    [GeneratedRegex(@"tgw_(?<id>\d+)_\.\.\.[A-Za-z0-9]{4}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hint();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    [GeneratedRegex("0HN[0-9A-Z]{10}:[0-9A-F]{8}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RequestId();

    [GeneratedRegex(@"\b[0-9a-f]{64}\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digest();

    [GeneratedRegex(@"cli:\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Operator();
}
