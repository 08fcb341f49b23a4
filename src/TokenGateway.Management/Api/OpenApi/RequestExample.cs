namespace TokenGateway.Management.Api.OpenApi;

/// <summary>An example of a request body.</summary>
internal sealed record RequestExample(string Json);
