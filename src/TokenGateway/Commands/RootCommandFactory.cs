using System.CommandLine;
using TokenGateway.Commands.Audit;
using TokenGateway.Commands.Config;
using TokenGateway.Commands.Demo;
using TokenGateway.Commands.Store;
using TokenGateway.Commands.Tokens;
using TokenGateway.Commands.Users;

namespace TokenGateway.Commands;

/// <summary>All commands of <c>tokengateway</c>.</summary>
internal static class RootCommandFactory
{
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("serve", ServeCommand.Create),
        ("demo", DemoCommand.Create),
        ("token", TokenCommand.Create),
        ("user", UserCommand.Create),
        ("audit", AuditCommand.Create),
        ("store", StoreCommand.Create),
        ("config", ConfigCommand.Create),
        ("routes", RoutesCommand.Create),
        ("healthcheck", HealthCheckCommand.Create),
        ("completion", CompletionCommand.Create),
    ];

    /// <param name="first">
    /// The first argument: if it names a command, the root contains only that one. The others would cost `serve` memory
    /// while it runs, and `healthcheck`, which a container runs every few seconds, most of its time.
    /// </param>
    public static RootCommand Create(string? first = null)
    {
        var root = new RootCommand("""
            Puts API tokens in front of an API that has none.

            Examples:
              tokengateway demo
              tokengateway config init && tokengateway serve
              tokengateway token create --user alice --name ci --expires-in 30d
            """);
        var named = Array.FindAll(Commands, command => command.Name == first);
        foreach (var command in named.Length > 0 ? named : Commands)
            root.Add(command.Create());
        BriefHelp.Install(root);
        VersionText.Install(root);
        return root;
    }
}
