using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.Commands.Store;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Users;

/// <summary><c>user show</c>.</summary>
internal static class UserShowCommand
{
    public static Command Create()
    {
        var subject = UserSubject.Create();
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("show", """
            Show one user.

            Examples:
              tokengateway user show alice
              tokengateway user show --id alice --json
            """) { subject.Argument, subject.Option, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var id = subject.Read(parsed);
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            LifecycleResult<User> result = await gateway.FindUserAsync(id, cancellationToken) is { } user
                ? user
                : new LifecycleError(RefusalCode.UserNotFound, $"User {id} does not exist.");
            var tokens = await gateway.CountTokensAsync(id, cancellationToken);
            var hasPassword = await gateway.HasPasswordAsync(id, cancellationToken);
            var maintainers = result.Succeeded ? await gateway.Accounts.MaintainersOfAsync(result.Value, gateway.Model, cancellationToken) : [];
            return Results.Report(parsed, result, found => Write(parsed.InvocationConfiguration.Output, UserJson.Of(found, hasPassword, maintainers), tokens, parsed.GetValue(json)));
        });
        return command;
    }

    private static void Write(TextWriter output, UserJson user, int tokens, bool asJson)
    {
        if (asJson)
        {
            output.WriteLine(UserText.Json(user));
            return;
        }

        Fields.Write(output,
        [
            ("id", user.Id),
            ("number", UserText.Number(user)),
            ("kind", user.Kind),
            .. user.Maintainers is { } people ? [("maintainers", people.Length == 0 ? "none" : string.Join(", ", people) + (user.Unmaintained ? " (disabled)" : ""))] : Array.Empty<(string, string)>(),
            ("email", user.Email ?? "none"),
            ("name", user.Name ?? "none"),
            ("roles", string.Join(", ", user.Roles)),
            ("realms", string.Join(", ", user.Realms)),
            ("state", user.Disabled ? "disabled" : "enabled"),
            ("password", user.HasPassword ? "set" : "none"),
            ("creates", user.CanCreateTokens ? "tokens, also where only selected users may" : "tokens as Tokens:Creators says"),
            ("declared", user.Declared ? "yes, in the file" : "no"),
            ("created", user.CreatedAt is { } created ? Timestamps.Text(created) : "with the file"),
            ("tokens", tokens.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ]);
    }
}
