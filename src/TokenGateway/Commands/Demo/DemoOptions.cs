namespace TokenGateway.Commands.Demo;

/// <summary>Options of the demo.</summary>
internal sealed record DemoOptions(int EdgePort, int ManagementPort, string? DataFolder);
