namespace TokenGateway.EndToEnd.Tests;

/// <summary>The shipped sample as it is.</summary>
public sealed class SampleEdge : EdgeFixture;
