using System.CommandLine;

namespace TokenGateway.Commands.Audit;

/// <summary><c>audit</c>: the commands about the record of every change.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", """
        List, verify and export the audit log.

        Examples:
          tokengateway audit list --subject token:7
          tokengateway audit verify
        """)
    {
        AuditListCommand.Create(),
        AuditVerifyCommand.Create(),
        AuditExportCommand.Create(),
        AuditRekeyCommand.Create(),
    };
}
