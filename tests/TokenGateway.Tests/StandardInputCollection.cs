namespace TokenGateway.Tests;

/// <summary>Tests that set the process's standard input, which there is once: they run one after the other.</summary>
[CollectionDefinition(Name)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "It is one.")]
public sealed class StandardInputCollection
{
    public const string Name = "Standard input";
}
