using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Storage;

namespace TokenGateway.Commands.Users;

/// <summary><c>user set-maintainers</c>.</summary>
internal static class UserSetMaintainersCommand
{
    public static Command Create()
    {
        // One argument for both: with --id every word is a maintainer.
        var words = new Argument<string[]>("ID USER...") { Description = "The service account's id, then all of its maintainers.", Arity = ArgumentArity.ZeroOrMore };
        var option = new Option<string?>("--id") { Description = "The same as ID.", HelpName = "ID" };
        var none = new Option<bool>("--none") { Description = "Leave nobody: only administrators manage the account's tokens." };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("set-maintainers", """
            Replace the users who manage the tokens of a service account. Its tokens are not affected.

            Examples:
              tokengateway user set-maintainers ci-bot alice bob
              tokengateway user set-maintainers ci-bot --none
            """) { words, option, none, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var all = parsed.GetValue(words) ?? [];
            if (parsed.GetValue(option) is null && all.Length == 0)
                throw new UsageException("Name the service account: either `ID` or `--id ID`.");
            var (id, texts) = parsed.GetValue(option) is { } named ? (named, all) : (all[0], all[1..]);
            if (texts.Length == 0 != parsed.GetValue(none))
                throw new UsageException("Name the maintainers (`user set-maintainers ID USER...`), or use --none.");
            var (user, wanted) = (OptionParsers.User(id), OptionParsers.Users(texts));
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            var maintainers = await gateway.Accounts.ReadAsync(gateway.Operator, wanted, gateway.Model, cancellationToken);
            if (!maintainers.Succeeded)
                return Results.Report(parsed, maintainers, _ => { });
            var result = await gateway.Users.PatchAsync(gateway.Operator, user, new UserPatch { Maintainers = maintainers.Value }, gateway.Model, cancellationToken);
            return await UserText.ReportAsync(parsed, gateway, result, hasPassword: false, parsed.GetValue(json), cancellationToken);
        });
        return command;
    }
}
