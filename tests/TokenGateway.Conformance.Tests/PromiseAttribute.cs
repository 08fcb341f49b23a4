namespace TokenGateway.Conformance.Tests;

/// <summary>
/// This test shows that a promise of a product's page about tokens, or of its public API, is kept. The tables in
/// <c>docs/dialects</c> are written from these.
/// </summary>
/// <param name="dialect">As the configuration names it.</param>
/// <param name="promise">What the product promises, in one sentence.</param>
/// <param name="kept">How the gateway keeps it.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class PromiseAttribute(string dialect, string promise, string kept) : Attribute
{
    public string Dialect { get; } = dialect;

    public string Promise { get; } = promise;

    public string Kept { get; } = kept;
}
