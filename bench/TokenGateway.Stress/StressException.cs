namespace TokenGateway.Stress;

/// <summary>A run could not be made: a process did not start, or the machine's limits are too low for it.</summary>
internal sealed class StressException(string message) : Exception(message);
