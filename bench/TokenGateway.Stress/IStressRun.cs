using TokenGateway.Stress.Report;

namespace TokenGateway.Stress;

/// <summary>One of the runs: starts what it needs, measures, ends what it started.</summary>
internal interface IStressRun
{
    Task<StressReport> RunAsync(Progress progress, CancellationToken cancellationToken);
}
