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
        var realm = new Option<string?>("--realm") { Description = "What the token belongs to; cannot be changed later. Default: default.", HelpName = "REALM" };
        var manages = new Option<string[]>("--manages") { Description = "Lets the token manage the gateway: own, tokens, users, settings, audit; several with commas. Default: nothing.", HelpName = "RIGHTS" };
        var description = new Option<string?>("--description") { Description = "What it is for.", HelpName = "TEXT" };
        var externalId = new Option<string?>("--external-id") { Description = "An id of your own, unique among the owner's live tokens.", HelpName = "ID" };
        var notBefore = new Option<string?>("--not-before") { Description = "Refused before this moment (RFC 3339).", HelpName = "MOMENT" };
        var address = new Option<string[]>("--address") { Description = "Only from this address or CIDR range; several times for several. Default: from everywhere.", HelpName = "CIDR" };
        var end = EndOptions.Create();
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("create", """
            Create a token. Its value goes to standard output, this once; nobody can show it again.

            Examples:
              tokengateway token create --user alice --name ci --expires-in 30d
              tokengateway token create --user alice --name report --role Users --permission orders:read
              tokengateway token create --user alice --name site --address 192.0.2.0/24 --address 2001:db8::/32
              TOKEN=$(tokengateway token create --user alice --name ci)
            """) { user, name, description, externalId, role, permission, realm, manages, address, notBefore, end.In, end.At, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var request = new IssueRequest
            {
                Owner = Names.User(parsed.GetRequiredValue(user)),
                Name = parsed.GetValue(name) ?? "",
                Description = parsed.GetValue(description) ?? "",
                ExternalId = parsed.GetValue(externalId) is { } chosen ? Names.ExternalId(chosen) : null,
                NotBefore = parsed.GetValue(notBefore) is { } moment ? EndOptions.Moment(notBefore.Name, moment) : null,
                Addresses = Names.Addresses(parsed.GetValue(address) ?? []),
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
