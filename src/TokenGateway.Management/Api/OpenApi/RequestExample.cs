namespace TokenGateway.Management.Api.OpenApi;

/// <summary>What a body may look like.</summary>
internal sealed record RequestExample(string Json);
