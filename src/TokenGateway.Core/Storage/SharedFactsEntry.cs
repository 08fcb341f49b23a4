namespace TokenGateway.Core.Storage;

/// <summary>Facts that a node shared.</summary>
/// <param name="Reading">What it read; never of an unknown digest.</param>
/// <param name="Age">How long ago that was, by the wall clocks of both nodes; not negative.</param>
public readonly record struct SharedFactsEntry(FactsReading Reading, TimeSpan Age);
