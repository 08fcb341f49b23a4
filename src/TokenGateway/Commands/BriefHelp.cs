using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TokenGateway.Commands;

/// <summary>The help of a command with its examples, without those of its subcommands, which have one line each.</summary>
internal sealed class BriefHelp(HelpAction standard) : SynchronousCommandLineAction
{
    public static void Install(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new BriefHelp((HelpAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        foreach (var below in parseResult.CommandResult.Command.Subcommands)
            below.Description = below.Description?.Split('\n', 2)[0].TrimEnd();
        return standard.Invoke(parseResult);
    }
}
