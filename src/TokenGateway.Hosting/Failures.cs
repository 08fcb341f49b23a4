using TokenGateway.Core.Storage;

namespace TokenGateway.Hosting;

internal static class Failures
{
    /// <summary>A store that does not answer says enough in a sentence; of anything else the log needs all there is.</summary>
    public static string ReasonOf(Exception failure) => failure is StoreUnavailableException ? failure.Message : failure.ToString();
}
