namespace TokenGateway.Management.Api.Requests;

/// <summary>A body that was read.</summary>
/// <param name="Value">What it says; members that are absent are null.</param>
/// <param name="Names">The members that it names, also those that are null.</param>
internal sealed record JsonBody<T>(T Value, IReadOnlySet<string> Names)
    where T : class
{
    public bool Has(string name) => Names.Contains(name);
}
