using System.Diagnostics;
using System.Globalization;
using TokenGateway.Dialects;
using TokenGateway.Dialects.BuiltIn;

namespace TokenGateway.Benchmarks;

/// <summary>
/// What the search for values costs in 32 KB of hostile text, in every dialect and every place of a request's head where
/// text can stand: the dearest text of each, in microseconds. Not a benchmark of BenchmarkDotNet: a thousand texts,
/// of which only the worst counts.
/// </summary>
internal static class HeadCost
{
    public const int Length = 32 * 1024;

    private const int Tries = 5;

    /// <summary>Of a text that seems dearer than the budget.</summary>
    private const int TriesOfDear = 50;

    private const double Budget = 1000;

    public static void Print(TextWriter output)
    {
        output.WriteLine("| dialect | place | dearest text | us |");
        output.WriteLine("|---|---|---|---:|");
        foreach (var name in BuiltInDialects.Registry.Names)
        {
            foreach (var (place, text, microseconds) in Dearest(name))
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {place} | `{Short(text)}` | {microseconds:0} |"));
        }
    }

    /// <summary>The dearest text in each place.</summary>
    public static IEnumerable<(string Place, string Text, double Microseconds)> Dearest(string dialectName)
    {
        var dialect = BuiltInDialects.Registry.Find(dialectName)!.Create(new DialectSettings());
        var value = dialect.Values.Create(Some.Token with { ExternalId = dialect.Values.CreateExternalId() });
        var texts = HostileTexts.For(value, Length).ToList();
        foreach (var (place, search) in new HeadPlaces(dialect.Shape, value).All)
        {
            WarmUp(() => texts.ForEach(text => search(text.Text)));
            yield return texts.Select(text => (place, text.Name, Best(() => search(text.Text)))).MaxBy(one => one.Item3);
        }
    }

    // Until the compiler has made its best of it.
    private static void WarmUp(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        do
            action();
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < 400);
    }

    // The best of several: the others were disturbed.
    private static double Best(Action action)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Tries || (best > Budget && i < TriesOfDear); i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return best;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..37] + "...";
}
