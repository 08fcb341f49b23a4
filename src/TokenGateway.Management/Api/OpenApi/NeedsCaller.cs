namespace TokenGateway.Management.Api.OpenApi;

/// <summary>Marks a call that is made by somebody.</summary>
internal sealed class NeedsCaller
{
    public static NeedsCaller Instance { get; } = new();
}
