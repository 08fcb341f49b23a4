namespace TokenGateway.Management.Api.OpenApi;

/// <summary>An example of the response with a status.</summary>
internal sealed record ResponseExample(int Status, string Json);
