namespace TokenGateway.Conformance.Tests.Versio;

/// <summary>The sample as it is.</summary>
public sealed class VersioSample() : SampleGateway("versio");
