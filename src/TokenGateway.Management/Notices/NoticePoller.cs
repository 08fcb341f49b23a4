using Microsoft.Extensions.Logging;
using TokenGateway.Core.Storage;

namespace TokenGateway.Management.Notices;

/// <summary>Does the same again and again until cancelled, whatever fails; tells the first failure of a row.</summary>
internal static class NoticePoller
{
    public static async Task RunAsync(Func<CancellationToken, Task> round, ILogger logger, TimeSpan pause, TimeProvider time, CancellationToken cancellationToken)
    {
        var isFailing = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await round(cancellationToken);
                isFailing = false;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            // Of whatever kind: what people are told must never end the process, nor be told never again.
            catch (Exception failure)
            {
                if (!isFailing)
                    logger.NoticesWait(failure is StoreUnavailableException ? failure.Message : failure.ToString());
                isFailing = true;
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
