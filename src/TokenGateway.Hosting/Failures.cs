using TokenGateway.Core.Storage;

namespace TokenGateway.Hosting;

internal static class Failures
{
    /// <summary>A message is enough for an unavailable store; other failures need the full exception in the log.</summary>
    public static string ReasonOf(Exception failure) => failure is StoreUnavailableException ? failure.Message : failure.ToString();
}
