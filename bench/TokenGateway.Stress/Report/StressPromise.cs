namespace TokenGateway.Stress.Report;

/// <summary>Something that must hold in every run.</summary>
/// <param name="IsFigure">
/// It is an amount of memory or time, which the machine and its other work have a say in: a run that is small has no room for that.
/// </param>
internal sealed record StressPromise(string What, bool Kept, string Measured, bool IsFigure = false);
