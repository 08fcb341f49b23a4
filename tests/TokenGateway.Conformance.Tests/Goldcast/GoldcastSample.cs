namespace TokenGateway.Conformance.Tests.Goldcast;

/// <summary>The sample, in which tokens are switched on.</summary>
public sealed class GoldcastSample() : SampleGateway("goldcast");
