namespace TokenGateway.EndToEnd.Tests;

/// <summary>The unchanged shipped sample.</summary>
public sealed class SampleEdge : EdgeFixture;
