namespace TokenGateway.Tests.Documents.Running;

/// <summary>
/// The runs of pages: while a test waits for its own, the next page is run already. Nothing that was begun is left at the end.
/// Tests of one class ask one after the other.
/// </summary>
public sealed class PageRuns : IAsyncLifetime
{
    private readonly Dictionary<string, Task<IReadOnlyList<string>>> _runs = new(StringComparer.Ordinal);

    public Task InitializeAsync() => Task.CompletedTask;

    /// <param name="page">The one that is asked for.</param>
    /// <param name="pages">Those that will be.</param>
    public Task<IReadOnlyList<string>> RunAsync(string page, IEnumerable<string> pages)
    {
        var run = Start(page);
        if (pages.FirstOrDefault(other => !_runs.ContainsKey(other)) is { } next)
            _ = Start(next);
        return run;
    }

    // A run that failed has failed its own test.
    public async Task DisposeAsync() => await ((Task)Task.WhenAll(_runs.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private Task<IReadOnlyList<string>> Start(string page) =>
        _runs.TryGetValue(page, out var run) ? run : _runs[page] = PageRun.RunAsync(Page.Read(page));
}
