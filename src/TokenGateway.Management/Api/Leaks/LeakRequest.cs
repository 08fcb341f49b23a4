namespace TokenGateway.Management.Api.Leaks;

/// <summary>A leaked value.</summary>
/// <param name="Token">The value.</param>
internal sealed record LeakRequest(string? Token = null)
{
    // A generated ToString would print the value into logs.
    public override string ToString() => "a leak";
}
