using System.CommandLine;

namespace TokenGateway.Commands.Config;

/// <summary><c>config</c>: the commands about the configuration file.</summary>
internal static class ConfigCommand
{
    public static Command Create() => new("config", """
        Write, check and show the configuration.

        Examples:
          tokengateway config init
          tokengateway config check --config /etc/tokengateway/gateway.json
        """)
    {
        ConfigInitCommand.Create(),
        ConfigCheckCommand.Create(),
        ConfigShowCommand.Create(),
        ConfigSchemaCommand.Create(),
    };
}
