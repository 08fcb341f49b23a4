namespace TokenGateway.Stress.Report;

/// <summary>Something that must hold in every run.</summary>
internal sealed record StressPromise(string What, bool Kept, string Measured);
