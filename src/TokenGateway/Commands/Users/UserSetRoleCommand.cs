using System.CommandLine;
using TokenGateway.Commands.Options;

namespace TokenGateway.Commands.Users;

/// <summary><c>user set-role</c>.</summary>
internal static class UserSetRoleCommand
{
    public static Command Create()
    {
        // One argument for both: with --id every word is a role.
        var words = new Argument<string[]>("ID ROLE...") { Description = "The user's id, then all of the user's roles.", Arity = ArgumentArity.OneOrMore };
        var option = new Option<string?>("--id") { Description = "The same as ID.", HelpName = "ID" };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("set-role", """
            Replace a user's roles.

            Examples:
              tokengateway user set-role alice Engineers
              tokengateway user set-role --id alice Engineers Auditors
            """) { words, option, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var all = parsed.GetRequiredValue(words);
            var (id, roles) = parsed.GetValue(option) is { } named ? (named, all) : (all[0], all[1..]);
            if (roles.Length == 0)
                throw new UsageException("Name the roles: `user set-role ID ROLE...`.");
            var (user, wanted) = (OptionParsers.User(id), OptionParsers.Roles(roles.Distinct(StringComparer.Ordinal)));
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            var hasPassword = await gateway.HasPasswordAsync(user, cancellationToken);
            var result = await gateway.Users.SetRolesAsync(gateway.Operator, user, wanted, gateway.Model, cancellationToken);
            return await UserText.ReportAsync(parsed, gateway, result, hasPassword, parsed.GetValue(json), cancellationToken);
        });
        return command;
    }
}
