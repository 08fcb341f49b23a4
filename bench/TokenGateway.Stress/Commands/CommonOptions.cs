using System.CommandLine;
using TokenGateway.Stress.Processes;

namespace TokenGateway.Stress.Commands;

/// <summary>What every run understands.</summary>
internal sealed class CommonOptions
{
    public Option<double> Scale { get; } = new("--scale")
    {
        Description = "Multiplies the counts and times that are not given, 0.001 to 1.",
        DefaultValueFactory = _ => 1,
        HelpName = "SHARE",
        Recursive = true,
        Validators = { result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.001 and <= 1))
                result.AddError("--scale: a number from 0.001 to 1 is expected.");
        } },
    };

    public Option<DirectoryInfo?> GatewayFolder { get; } = new("--gateway-dir")
    {
        Description = "A published gateway. Default: the one that was built with this program.",
        HelpName = "DIR",
        Recursive = true,
        Validators = { result =>
        {
            if (result.GetValueOrDefault<DirectoryInfo?>() is { } folder && !File.Exists(Path.Combine(folder.FullName, "tokengateway.dll")))
                result.AddError($"--gateway-dir: there is no tokengateway.dll in {folder}.");
        } },
    };

    public StageOptions Stage(ParseResult parsed) => new() { GatewayFolder = parsed.GetValue(GatewayFolder)?.FullName };

    public ScaledOption Number(string name, string description, int usual, int least) => new(this, name, description, usual, least);
}
