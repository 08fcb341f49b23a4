namespace TokenGateway.Management.Api.OpenApi;

/// <summary>What the answer of a status may look like.</summary>
internal sealed record ResponseExample(int Status, string Json);
