using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using TokenGateway.ConfigFiles;
using TokenGateway.Configuration.Errors;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Texts;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Commands;

/// <summary>Runs the work of a command and turns failures into one clear message and the right exit code.</summary>
internal static class CommandRunner
{
    /// <summary>Sets the work of a command, which returns an exit code and may throw exceptions that have one.</summary>
    public static void SetWork(this Command command, Func<ParseResult, CancellationToken, Task<int>> work) =>
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, work, cancellationToken));

    private static async Task<int> RunAsync(
        ParseResult parsed, Func<ParseResult, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            return await work(parsed, cancellationToken);
        }
        catch (Exception wrong) when (wrong is UsageException or NotUtf8Exception)
        {
            await error.WriteLineAsync(wrong.Message);
            return ExitCodes.Usage;
        }
        catch (Exception failure) when (failure is ConfigurationInvalidException or ConfigFileNotFoundException)
        {
            await error.WriteLineAsync(failure.Message);
            return ExitCodes.Configuration;
        }
        catch (Exception failure) when (failure is StoreUnavailableException or StoreVersionException)
        {
            await error.WriteLineAsync(failure.Message);
            return ExitCodes.Store;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            await error.WriteLineAsync($"{failure.Message} Change the address under Kestrel:Endpoints, or stop the other process.");
            return ExitCodes.Refused;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Interrupted.");
            return ExitCodes.Refused;
        }
    }
}
