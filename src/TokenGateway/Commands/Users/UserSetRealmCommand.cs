using System.CommandLine;
using TokenGateway.Commands.Options;

namespace TokenGateway.Commands.Users;

/// <summary><c>user set-realm</c>.</summary>
internal static class UserSetRealmCommand
{
    public static Command Create()
    {
        // One argument for both: with --id every word is a realm.
        var words = new Argument<string[]>("ID REALM...") { Description = "The user's id, then all of the user's own realms; \"*\" for all.", Arity = ArgumentArity.OneOrMore };
        var option = new Option<string?>("--id") { Description = "The same as ID.", HelpName = "ID" };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("set-realm", """
            Replace a user's realms. Roles may grant more (Roles:NAME:Realms).
            Tokens of a realm that the user loses are refused at once, and work again when it is given back.

            Examples:
              tokengateway user set-realm alice default staging
              tokengateway user set-realm --id alice "*"
            """) { words, option, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var all = parsed.GetRequiredValue(words);
            var (id, texts) = parsed.GetValue(option) is { } named ? (named, all) : (all[0], all[1..]);
            if (texts.Length == 0)
                throw new UsageException("Name the realms: `user set-realm ID REALM...`.");
            var (user, wanted) = (OptionParsers.User(id), OptionParsers.Realms(texts));
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            var hasPassword = await gateway.HasPasswordAsync(user, cancellationToken);
            var result = await gateway.Users.SetRealmsAsync(gateway.Operator, user, wanted, gateway.Model, cancellationToken);
            return await UserText.ReportAsync(parsed, gateway, result, hasPassword, parsed.GetValue(json), cancellationToken);
        });
        return command;
    }
}
