using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Commands.Tokens;

/// <summary><c>token create</c>.</summary>
internal static class TokenCreateCommand
{
    public static Command Create()
    {
        var user = new Option<string>("--user") { Description = "The owner's id.", HelpName = "ID", Required = true };
        var name = new Option<string?>("--name") { Description = "The token's name.", HelpName = "NAME" };
        var role = new Option<string?>("--role") { Description = "Default: the owner's highest ranked role.", HelpName = "ROLE" };
        var permission = new Option<string[]>("--permission") { Description = "Limit the token to this permission. Can be repeated. Default: all permissions of the role.", HelpName = "NAME" };
        var realm = new Option<string?>("--realm") { Description = "The realm that the token belongs to. Cannot be changed later. Default: default.", HelpName = "REALM" };
        var manages = new Option<string[]>("--manages") { Description = "Management rights: own, tokens, users, settings, audit, separated by commas. Default: none.", HelpName = "RIGHTS" };
        var description = new Option<string?>("--description") { Description = "What the token is for.", HelpName = "TEXT" };
        var externalId = new Option<string?>("--external-id") { Description = "An id of your choice, unique among the owner's live tokens.", HelpName = "ID" };
        var notBefore = new Option<string?>("--not-before") { Description = "The token is refused before this time (RFC 3339).", HelpName = "MOMENT" };
        var address = new Option<string[]>("--address") { Description = "Accept the token only from this address or CIDR range. Can be repeated. Default: from anywhere.", HelpName = "CIDR" };
        var sha256 = DigestOption.Create();
        var end = EndOptions.Create();
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("create", """
            Create a token. Its value is printed to standard output once and cannot be shown again.

            Examples:
              tokengateway token create --user alice --name ci --expires-in 30d
              tokengateway token create --user alice --name report --role Users --permission orders:read
              tokengateway token create --user alice --name site --address 192.0.2.0/24 --address 2001:db8::/32
              TOKEN=$(tokengateway token create --user alice --name ci)
              tokengateway token create --user alice --name mine --sha256 "$(printf %s "$VALUE" | sha256sum | cut -d' ' -f1)"
            """) { user, name, description, externalId, role, permission, realm, manages, address, notBefore, sha256, end.In, end.At, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var request = new IssueRequest
            {
                Owner = OptionParsers.User(parsed.GetRequiredValue(user)),
                Name = parsed.GetValue(name) ?? "",
                Description = parsed.GetValue(description) ?? "",
                ExternalId = parsed.GetValue(externalId) is { } chosen ? OptionParsers.ExternalId(chosen) : null,
                NotBefore = parsed.GetValue(notBefore) is { } moment ? EndOptions.Moment(notBefore.Name, moment) : null,
                Addresses = OptionParsers.Addresses(parsed.GetValue(address) ?? []),
                Role = parsed.GetValue(role) is { } wanted ? OptionParsers.Role(wanted) : null,
                Permissions = parsed.GetValue(permission) is { Length: > 0 } limit ? OptionParsers.Permissions(limit) : null,
                Realm = OptionParsers.Realm(parsed.GetValue(realm)),
                Manages = parsed.GetValue(manages) is { Length: > 0 } rights ? OptionParsers.Rights(rights) : null,
                Digest = DigestOption.Read(parsed.GetValue(sha256)),
                ExpiresAt = end.Read(parsed, TimeProvider.System.GetUtcNow()),
            };
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));

            // Before the token is created: nothing may fail between creating it and showing its value.
            var owner = await gateway.FindUserAsync(request.Owner, cancellationToken);
            var result = await gateway.Tokens.IssueAsync(gateway.Operator, request, gateway.Model, cancellationToken);
            return Results.Report(parsed, result, issued =>
                IssuedTokenOutput.Write(parsed, issued, gateway.ViewOf(issued.Token, owner), parsed.GetValue(json)));
        });
        return command;
    }
}
