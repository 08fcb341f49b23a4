using System.CommandLine;
using System.Text.Json;
using TokenGateway.Commands.Options;
using TokenGateway.ConfigFiles;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Commands.Config;

/// <summary><c>config show</c>: never prints the value of a secret.</summary>
internal static class ConfigShowCommand
{
    public static Command Create()
    {
        var effective = new Option<bool>("--effective") { Description = "Show every key with its value and source, defaults included (but for those of routes and clusters)." };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("show", """
            Show the configuration as the gateway reads it, all sources together; secrets are masked.

            Examples:
              tokengateway config show
              tokengateway config show --effective
            """) { effective, config, json };
        command.SetWork((parsed, _) =>
        {
            var file = ConfigFile.Locate(parsed.GetValue(config));

            // A misplaced value may be a secret, so only a valid configuration is shown.
            OfflineGateway.LoadAsServed(file);
            var frozen = ConfigurationSnapshot.Capture(GatewayConfiguration.Build(file));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(effective))
                WriteEffective(output, [.. EffectiveConfiguration.Read(frozen).Select(ToJson)], parsed.GetValue(json));
            else
                output.WriteLine(WrittenConfiguration.ToJson(frozen));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static EffectiveJson ToJson(EffectiveKey key) => new(key.Path, key.Value, key.Source);

    private static void WriteEffective(TextWriter output, List<EffectiveJson> keys, bool asJson)
    {
        if (asJson)
            output.WriteLine(JsonSerializer.Serialize(keys, CommandJson.Default.ListEffectiveJson));
        else
            TextTable.Write(output, ["KEY", "SOURCE", "VALUE"], [.. keys.Select(key => new[] { key.Key, key.Source, key.Value })]);
    }
}
