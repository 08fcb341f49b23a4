using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Bulk;

namespace TokenGateway.Portal.Bulk;

/// <summary>One run over the tokens of a plan. One thread writes it; any thread may read the progress.</summary>
internal sealed class BulkRun(BulkPlan plan, Actor actor, DateTimeOffset startedAt)
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BulkResult[] _results = new BulkResult[plan.Ids.Length];
    private int _count;

    public BulkPlan Plan => plan;

    /// <summary>The actor that started it.</summary>
    public Actor Actor => actor;

    public DateTimeOffset StartedAt => startedAt;

    public int Total => _results.Length;

    /// <summary>The results so far, in the order of the plan.</summary>
    public ReadOnlyMemory<BulkResult> Results => _results.AsMemory(0, Volatile.Read(ref _count));

    public bool IsFinished => _end.Task.IsCompleted;

    /// <summary>Completes when every token has its result.</summary>
    public Task Completion => _end.Task;

    public int CountOf(BulkOutcome outcome)
    {
        var count = 0;
        foreach (var result in Results.Span)
        {
            if (result.Outcome == outcome)
                count++;
        }

        return count;
    }

    internal void Add(BulkResult result)
    {
        _results[_count] = result;
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>Gives all remaining tokens the same result, and completes the run.</summary>
    internal void Finish(LifecycleError? whyNot)
    {
        while (_count < Total)
            Add(new BulkResult(plan.Ids[_count], "", "", BulkOutcome.NotTried, whyNot));
        _end.TrySetResult();
    }
}
