namespace TokenGateway.Management.OpenApi;

/// <summary>What the answer of a status may look like.</summary>
internal sealed record ResponseExample(int Status, string Json);
