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
    public IEnumerable<string> Broken => _promises.Where(one => !one.Kept).Select(one => $"{Title}: {one.What} ({one.Measured})");

    public void Measured(string what, string figure) => _figures.Add((what, figure));

    public void Promise(string what, bool kept, string measured) => _promises.Add(new StressPromise(what, kept, measured));
}
