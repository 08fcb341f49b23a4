namespace TokenGateway.Commands.Demo;

/// <summary>How the demo is run.</summary>
internal sealed record DemoOptions(int EdgePort, int ManagementPort, string? DataFolder);
