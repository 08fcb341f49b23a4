using System.CommandLine;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Commands;

/// <summary><c>token create</c>.</summary>
internal static class TokenCreateCommand
{
    public static Command Create()
    {
        var user = new Option<string>("--user") { Description = "The owner's id.", HelpName = "ID", Required = true };
        var name = new Option<string?>("--name") { Description = "What people call it.", HelpName = "NAME" };
        var role = new Option<string?>("--role") { Description = "Default: the owner's highest ranked role.", HelpName = "ROLE" };
        var permission = new Option<string[]>("--permission") { Description = "Limits the token to this permission; several times for several. Default: all of the role.", HelpName = "NAME" };
        var realm = new Option<string?>("--realm") { Description = "What the token belongs to, for ever. Default: default.", HelpName = "REALM" };
        var manages = new Option<string[]>("--manages") { Description = "Lets the token manage the gateway: own, tokens, users, settings, audit; several with commas. Default: nothing.", HelpName = "RIGHTS" };
        var end = EndOptions.Create();
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("create", """
            Create a token. Its value goes to standard output, this once; nobody can show it again.

            Examples:
              tokengateway token create --user alice --name ci --expires-in 30d
              tokengateway token create --user alice --name report --role Users --permission orders:read
              TOKEN=$(tokengateway token create --user alice --name ci)
            """) { user, name, role, permission, realm, manages, end.In, end.At, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var request = new IssueRequest
            {
                Owner = Names.User(parsed.GetRequiredValue(user)),
                Name = parsed.GetValue(name) ?? "",
                Role = parsed.GetValue(role) is { } wanted ? Names.Role(wanted) : null,
                Permissions = parsed.GetValue(permission) is { Length: > 0 } limit ? Names.Permissions(limit) : null,
                Realm = Names.Realm(parsed.GetValue(realm)),
                Manages = parsed.GetValue(manages) is { Length: > 0 } rights ? Names.Rights(rights) : null,
                ExpiresAt = end.Read(parsed, TimeProvider.System.GetUtcNow()),
            };
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));

            // Before the token is made: nothing may fail between making it and showing its value.
            var owner = await gateway.FindUserAsync(request.Owner, cancellationToken);
            var result = await gateway.Tokens.IssueAsync(gateway.Operator, request, gateway.Model, cancellationToken);
            return Results.Report(parsed, result, issued =>
                IssuedText.Write(parsed, issued, gateway.PermissionsOf(issued.Token, owner), parsed.GetValue(json)));
        });
        return command;
    }
}
