using System.CommandLine;
using TokenGateway.Configuration;

namespace TokenGateway.Commands.Config;

/// <summary><c>config schema</c>.</summary>
internal static class ConfigSchemaCommand
{
    public static Command Create()
    {
        var output = new Option<string?>("--output") { Description = "The file to write. Default: standard output.", HelpName = "FILE" };
        var command = new Command("schema", """
            Write the JSON schema of the configuration, for editors.

            Examples:
              tokengateway config schema --output config/schema.json
            """) { output };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(output) is not { } path)
            {
                await parsed.InvocationConfiguration.Output.WriteAsync(SchemaWriter.Write());
                return ExitCodes.Done;
            }

            try
            {
                await File.WriteAllTextAsync(path, SchemaWriter.Write(), cancellationToken);
                return ExitCodes.Done;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"Cannot write {path}: {failure.Message}");
                return ExitCodes.Refused;
            }
        });
        return command;
    }
}
