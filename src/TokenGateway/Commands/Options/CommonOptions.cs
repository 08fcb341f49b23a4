using System.CommandLine;

namespace TokenGateway.Commands.Options;

/// <summary>Options that several commands share. Creates a new instance for each command.</summary>
internal static class CommonOptions
{
    public static Option<string?> Config() => new("--config")
    {
        Description = "The configuration file. Default: $TOKENGATEWAY_CONFIG, ./config/gateway.json, /etc/tokengateway/gateway.json.",
        HelpName = "FILE",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON." };
}
