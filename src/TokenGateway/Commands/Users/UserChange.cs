using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.Commands.Store;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Users;

/// <summary>What disable, enable and delete have in common: one user, and what it means for the user's tokens.</summary>
internal static class UserChange
{
    public delegate ValueTask<LifecycleResult<User>> Work(OfflineGateway gateway, UserId id, CancellationToken cancellationToken);

    /// <param name="takesAway">Whether it only takes rights away, and so also works while the configuration is wrong.</param>
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
            return Results.Report(parsed, result, user =>
            {
                parsed.InvocationConfiguration.Error.WriteLine(told(user, tokens == 1 ? "1 token" : $"{tokens} tokens"));
                if (parsed.GetValue(json))
                    UserText.Write(parsed, user, hasPassword, asJson: true);
            });
        });
        return command;
    }
}
