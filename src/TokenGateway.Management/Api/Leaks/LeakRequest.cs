namespace TokenGateway.Management.Api.Leaks;

/// <summary>A value that was found where it should not be.</summary>
/// <param name="Token">The value.</param>
internal sealed record LeakRequest(string? Token = null)
{
    // A record would print its value into whatever log it is given to.
    public override string ToString() => "a leak";
}
