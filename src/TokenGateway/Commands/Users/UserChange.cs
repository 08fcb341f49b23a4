using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.Commands.Store;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Users;

/// <summary>The base of disable, enable and delete: one user, and the effect on the user's tokens.</summary>
internal static class UserChange
{
    private const int MostWarnings = 20;

    public delegate ValueTask<LifecycleResult<User>> Work(OfflineGateway gateway, UserId id, CancellationToken cancellationToken);

    /// <param name="takesAway">Whether it only revokes, and so also works while the configuration is invalid.</param>
    public static Command Create(string name, string description, bool takesAway, Work work, Func<User, string, string> told)
    {
        var subject = UserSubject.Create();
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command(name, description) { subject.Argument, subject.Option, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var id = subject.Read(parsed);
            await using var gateway = takesAway ? OfflineGateway.OpenToTakeAway(parsed.GetValue(config), parsed.InvocationConfiguration.Error) : OfflineGateway.Open(parsed.GetValue(config));

            // Counted before: a deleted user has none.
            var tokens = await gateway.CountTokensAsync(id, cancellationToken);
            var hasPassword = await gateway.HasPasswordAsync(id, cancellationToken);
            var result = await work(gateway, id, cancellationToken);
            if (!result.Succeeded)
                return Results.Report(parsed, result, _ => { });
            parsed.InvocationConfiguration.Error.WriteLine(told(result.Value, tokens == 1 ? "1 token" : $"{tokens} tokens"));
            await WarnAsync(parsed, gateway, result.Value, cancellationToken);
            if (parsed.GetValue(json))
                parsed.InvocationConfiguration.Output.WriteLine(UserText.Json(UserJson.Of(result.Value, hasPassword, await gateway.Accounts.MaintainersOfAsync(result.Value, gateway.Model, cancellationToken))));
            return ExitCodes.Done;
        });
        return command;
    }

    // Their tokens keep working, and need a new maintainer.
    private static async Task WarnAsync(ParseResult parsed, OfflineGateway gateway, User changed, CancellationToken cancellationToken)
    {
        var accounts = await gateway.Accounts.MaintainedByAsync(changed, gateway.Model, MostWarnings, cancellationToken);
        var maintainers = await gateway.Accounts.MaintainersOfAsync(accounts, gateway.Model, cancellationToken);
        foreach (var account in accounts)
            UserText.WarnIfUnmaintained(parsed, account, maintainers[account.Id]);
    }
}
