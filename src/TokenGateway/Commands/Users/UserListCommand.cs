using System.CommandLine;
using System.Text.Json;
using TokenGateway.Commands.Options;
using TokenGateway.Commands.Store;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Users;

/// <summary><c>user list</c>.</summary>
internal static class UserListCommand
{
    public static Command Create()
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("list", """
            List users, including those declared in the file.

            Examples:
              tokengateway user list
              tokengateway user list --json
            """) { config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            var found = new List<User>();
            await foreach (var user in gateway.UsersAsync(cancellationToken))
                found.Add(user);
            var maintainers = await gateway.Accounts.MaintainersOfAsync(found, gateway.Model, cancellationToken);
            var users = new List<UserJson>();
            foreach (var user in found)
                users.Add(UserJson.Of(user, await gateway.HasPasswordAsync(user.Id, cancellationToken), maintainers.GetValueOrDefault(user.Id) ?? []));
            Write(parsed.InvocationConfiguration.Output, users, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Write(TextWriter output, List<UserJson> users, bool asJson)
    {
        if (asJson)
            output.WriteLine(JsonSerializer.Serialize(users, CommandJson.Default.ListUserJson));
        else
            TextTable.Write(output, ["NUMBER", "ID", "KIND", "STATE", "DECLARED", "PASSWORD", "CREATES", "ROLES", "REALMS", "MAINTAINERS", "EMAIL", "NAME"], [.. users.Select(Row)]);
    }

    private static string[] Row(UserJson user) =>
        [UserText.Number(user), user.Id, user.Kind + (user.Unmaintained ? ", unmaintained" : ""), user.Disabled ? "disabled" : "enabled", YesNo(user.Declared), YesNo(user.HasPassword), YesNo(user.CanCreateTokens), string.Join(",", user.Roles), string.Join(",", user.Realms), user.Maintainers is { Length: > 0 } people ? string.Join(",", people) : "-", user.Email ?? "-", user.Name ?? "-"];

    private static string YesNo(bool value) => value ? "yes" : "no";
}
