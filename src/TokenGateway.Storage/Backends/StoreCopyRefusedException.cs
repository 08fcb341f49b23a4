namespace TokenGateway.Storage.Backends;

/// <summary>A store is not copied there, or not now; the message says what to do.</summary>
public sealed class StoreCopyRefusedException(string message) : Exception(message);
