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
        var service = new Option<bool>("--service") { Description = "Create a service account: an owner of tokens that cannot sign in." };
        var maintainer = new Option<string[]>("--maintainer") { Description = "A user who manages the tokens of the service account. Can be repeated.", HelpName = "USER" };
        var password = PasswordOptions.Create();
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("create", """
            Create a user.

            Examples:
              tokengateway user create alice --email alice@example.com --role Engineers
              tokengateway user create bob --role Users --realm default --realm staging
              tokengateway user create admin --role Administrators --password-stdin < password.txt
              tokengateway user create ci-bot --service --role Engineers --maintainer alice --maintainer bob
            """) { subject.Argument, subject.Option, email, name, role, realm, creator, service, maintainer, password.FromInput, config, json };
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
            var (isService, named) = (parsed.GetValue(service), parsed.GetValue(maintainer) ?? []);
            if (!isService && named.Length > 0)
                throw new UsageException("--maintainer: only a service account has maintainers. Add --service.");
            if (isService && parsed.GetValue(password.FromInput))
                throw new UsageException("Use --service or --password-stdin, not both: a service account does not sign in.");
            var hash = await password.ReadHashAsync(parsed, user.Id, asks: false, cancellationToken);
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            if (isService)
            {
                var maintainers = await gateway.Accounts.ReadAsync(gateway.Operator, OptionParsers.Users(named), gateway.Model, cancellationToken);
                if (!maintainers.Succeeded)
                    return Results.Report(parsed, maintainers, _ => { });
                user = user with { Maintainers = maintainers.Value };
            }

            var result = await gateway.Users.CreateAsync(gateway.Operator, user, hash, gateway.Model, cancellationToken);
            return await UserText.ReportAsync(parsed, gateway, result, hash is not null, parsed.GetValue(json), cancellationToken);
        });
        return command;
    }
}
