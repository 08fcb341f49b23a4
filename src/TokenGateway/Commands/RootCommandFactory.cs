using System.CommandLine;

namespace TokenGateway.Commands;

/// <summary>All commands of <c>tokengateway</c>.</summary>
internal static class RootCommandFactory
{
    public static RootCommand Create()
    {
        var root = new RootCommand("""
            Puts API tokens in front of an API that has none.

            Examples:
              tokengateway demo
              tokengateway config init && tokengateway serve
              tokengateway token create --user alice --name ci --expires-in 30d
            """)
        {
            ServeCommand.Create(),
            DemoCommand.Create(),
            TokenCommand.Create(),
            UserCommand.Create(),
            AuditCommand.Create(),
            StoreCommand.Create(),
            ConfigCommand.Create(),
            RoutesCommand.Create(),
            HealthCheckCommand.Create(),
            CompletionCommand.Create(),
        };
        BriefHelp.Install(root);
        VersionText.Install(root);
        return root;
    }
}
