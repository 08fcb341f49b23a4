using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Users;

/// <summary><c>user create</c>.</summary>
internal static class UserCreateCommand
{
    public static Command Create()
    {
        var subject = UserSubject.Create();
        var email = new Option<string?>("--email") { Description = "The e-mail address, sent upstream as X-Auth-Email." };
        var name = new Option<string?>("--name") { Description = "The display name." };
        var role = new Option<string[]>("--role") { Description = "A role of the user. Can be repeated.", Required = true };
        var realm = new Option<string[]>("--realm") { Description = "A realm of the user. Can be repeated; \"*\" for all. Default: default.", HelpName = "REALM" };
        var creator = new Option<bool>("--can-create-tokens") { Description = "Let the user create tokens where only selected users may (Tokens:Creators)." };
        var password = PasswordOptions.Create();
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("create", """
            Create a user.

            Examples:
              tokengateway user create alice --email alice@example.com --role Engineers
              tokengateway user create bob --role Users --realm default --realm staging
              tokengateway user create admin --role Administrators --password-stdin < password.txt
            """) { subject.Argument, subject.Option, email, name, role, realm, creator, password.FromInput, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var user = new User
            {
                Id = subject.Read(parsed),
                Email = parsed.GetValue(email),
                Name = parsed.GetValue(name),
                Roles = OptionParsers.Roles(parsed.GetRequiredValue(role)),
                Realms = OptionParsers.Realms(parsed.GetValue(realm) ?? []),
                CanCreateTokens = parsed.GetValue(creator),
            };
            var hash = await password.ReadHashAsync(parsed, user.Id, asks: false, cancellationToken);
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            var result = await gateway.Users.CreateAsync(gateway.Operator, user, hash, gateway.Model, cancellationToken);
            return Results.Report(parsed, result, created => UserText.Write(parsed, created, hash is not null, parsed.GetValue(json)));
        });
        return command;
    }
}
