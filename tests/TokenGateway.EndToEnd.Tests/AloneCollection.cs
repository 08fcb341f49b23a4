namespace TokenGateway.EndToEnd.Tests;

/// <summary>Tests that measure the process and therefore run in parallel with no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "It is one.")]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
