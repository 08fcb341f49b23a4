namespace TokenGateway.Storage.Backends;

/// <summary>The target or the time is not suitable for a copy; the message says what to do.</summary>
public sealed class StoreCopyRefusedException(string message) : Exception(message);
