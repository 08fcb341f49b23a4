using System.Collections.Concurrent;

namespace TokenGateway.Tests.Documents.Running;

/// <summary>The runs of all pages, as many at once as there are processors; each waits for its own.</summary>
public sealed class PageRuns : IDisposable
{
    private readonly SemaphoreSlim _turns = new(Math.Max(2, Environment.ProcessorCount));
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<string>>>> _runs = new(StringComparer.Ordinal);

    /// <summary>Runs this page, and those of <paramref name="pages"/> beside it.</summary>
    public Task<IReadOnlyList<string>> RunAsync(string page, IEnumerable<string> pages)
    {
        var run = Start(page);
        foreach (var other in pages)
            _ = Start(other);
        return run;
    }

    public void Dispose() => _turns.Dispose();

    private Task<IReadOnlyList<string>> Start(string page) => _runs.GetOrAdd(page, name => new(() => RunInTurnAsync(name))).Value;

    private async Task<IReadOnlyList<string>> RunInTurnAsync(string page)
    {
        await _turns.WaitAsync();
        try
        {
            return await PageRun.RunAsync(Page.Read(page));
        }
        finally
        {
            _turns.Release();
        }
    }
}
