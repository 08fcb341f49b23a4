namespace TokenGateway.Core.Tests.Simulation;

/// <summary>A promise that a world saw broken.</summary>
internal sealed class Breach(string message) : Exception(message);
