namespace TokenGateway.Conformance.Tests;

/// <summary>Tests that set environment variables, which every gateway of the process reads, and so run in parallel with no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "It is one.")]
public sealed class EnvironmentCollection
{
    public const string Name = "Environment";
}
