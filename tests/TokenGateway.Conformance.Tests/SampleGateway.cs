namespace TokenGateway.Conformance.Tests;

/// <summary>One gateway with a dialect's sample for the tests of a class.</summary>
/// <param name="sample">The name of a file in <c>config/dialects</c>, without <c>.json</c>.</param>
public abstract class SampleGateway(string sample) : IAsyncLifetime
{
    public DialectGateway Gateway { get; private set; } = null!;

    public async Task InitializeAsync() => Gateway = await DialectGateway.StartAsync(sample);

    public async Task DisposeAsync() => await Gateway.DisposeAsync();
}
