namespace TokenGateway.Management.Api.Requests;

/// <summary>A parsed body.</summary>
/// <param name="Value">Absent members are null.</param>
/// <param name="Names">The names of all its members, including null ones.</param>
internal sealed record JsonBody<T>(T Value, IReadOnlySet<string> Names)
    where T : class
{
    public bool Has(string name) => Names.Contains(name);
}
