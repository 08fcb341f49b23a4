namespace TokenGateway.Stress.Report;

/// <summary>What one run measured, and which of its promises held.</summary>
internal sealed class StressReport(string title)
{
    private readonly List<(string What, string Figure)> _figures = [];
    private readonly List<StressPromise> _promises = [];

    public string Title { get; } = title;

    public IReadOnlyList<(string What, string Figure)> Figures => _figures;

    public IReadOnlyList<StressPromise> Promises => _promises;

    /// <summary>The promises that did not hold, each with what was measured in its place.</summary>
    public IEnumerable<string> Broken => Describe(_promises.Where(one => !one.Kept));

    /// <summary>The same without amounts of memory and time.</summary>
    public IEnumerable<string> BrokenOutcomes => Describe(_promises.Where(one => one is { Kept: false, IsFigure: false }));

    public void Measured(string what, string figure) => _figures.Add((what, figure));

    public void Promise(string what, bool kept, string measured) => _promises.Add(new StressPromise(what, kept, measured));

    public void PromiseFigure(string what, bool kept, string measured) => _promises.Add(new StressPromise(what, kept, measured, IsFigure: true));

    private IEnumerable<string> Describe(IEnumerable<StressPromise> broken) => broken.Select(one => $"{Title}: {one.What} ({one.Measured})");
}
