using System.CommandLine;
using TokenGateway.Commands.Options;

namespace TokenGateway.Commands.Users;

/// <summary><c>user set-creator</c>.</summary>
internal static class UserSetCreatorCommand
{
    public static Command Create()
    {
        var subject = UserSubject.Create();
        var revoke = new Option<bool>("--revoke") { Description = "Withdraw the right." };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("set-creator", """
            Let a user create tokens where only selected users may (Tokens:Creators is Selected).

            Examples:
              tokengateway user set-creator alice
              tokengateway user set-creator alice --revoke
            """) { subject.Argument, subject.Option, revoke, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var id = subject.Read(parsed);
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            var hasPassword = await gateway.HasPasswordAsync(id, cancellationToken);
            var result = await gateway.Users.SetCanCreateTokensAsync(gateway.Operator, id, !parsed.GetValue(revoke), gateway.Model, cancellationToken);
            return await UserText.ReportAsync(parsed, gateway, result, hasPassword, parsed.GetValue(json), cancellationToken);
        });
        return command;
    }
}
