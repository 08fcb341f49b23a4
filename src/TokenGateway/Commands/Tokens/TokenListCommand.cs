using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.Commands.Store;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary><c>token list</c>.</summary>
internal static class TokenListCommand
{
    public static Command Create()
    {
        var user = new Option<string?>("--user") { Description = "Only tokens of this owner.", HelpName = "ID" };
        var realm = new Option<string?>("--realm") { Description = "Only tokens of this realm.", HelpName = "REALM" };
        var state = new Option<string?>("--state") { Description = "Only tokens in this state: active, inactive, expired, deleted. Default: all but deleted.", HelpName = "STATE" };
        var unused = new Option<string?>("--unused-since") { Description = "Only tokens created before and not used since: 90d, or a date or time such as 2027-01-31.", HelpName = "WHEN" };
        var expires = new Option<string?>("--expires-before") { Description = "Only tokens that expire before: 30d from now, or a date or time.", HelpName = "WHEN" };
        var never = new Option<bool>("--never-expires") { Description = "Only tokens that never expire." };
        var over = new Option<bool>("--over-privileged") { Description = "Only live tokens in use that hold a permission which no request needed for 90 days." };
        var sort = new Option<string?>("--sort") { Description = "The order of the stored tokens: id, name, created, expires or lastUsed; with - before it, descending (--sort=-created). Default: id.", HelpName = "ORDER" };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("list", """
            List tokens, including those declared in the file.

            Examples:
              tokengateway token list
              tokengateway token list --user alice --state expired --json
              tokengateway token list --unused-since 90d
              tokengateway token list --never-expires --sort=-lastUsed
              tokengateway token list --over-privileged
            """) { user, realm, state, unused, expires, never, over, sort, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var filter = new TokenFilter
            {
                Owner = parsed.GetValue(user) is { } owner ? OptionParsers.User(owner) : null,
                Realm = parsed.GetValue(realm) is { } text ? OptionParsers.Realm(text) : null,
                State = parsed.GetValue(state) is { } called ? OptionParsers.State(called) : null,
                Now = now,
                UnusedSince = TimeOptions.ReadPast(parsed, unused, now),
                NeverExpires = parsed.GetValue(never),
                IsOverPrivileged = parsed.GetValue(over),
                Order = parsed.GetValue(sort) is { } order ? OptionParsers.Order(order) : default,
                ExpiresBefore = TimeOptions.ReadComing(parsed, expires, now),
            };
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            var tokens = await ReadAsync(gateway, filter, cancellationToken);
            Write(parsed.InvocationConfiguration.Output, tokens, parsed.GetValue(json));
            if (!parsed.GetValue(json))
                LastUses.WarnOfUrls(parsed.InvocationConfiguration.Error, tokens);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<List<TokenView>> ReadAsync(OfflineGateway gateway, TokenFilter filter, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<UserId, User?>();
        var tokens = new List<TokenView>();
        await foreach (var token in gateway.TokensAsync(filter, cancellationToken))
        {
            if (!owners.TryGetValue(token.Owner, out var owner))
                owners[token.Owner] = owner = await gateway.FindUserAsync(token.Owner, cancellationToken);
            tokens.Add(gateway.ViewOf(token, owner, filter.Now));
        }

        return tokens;
    }

    private static void Write(TextWriter output, List<TokenView> tokens, bool asJson)
    {
        if (asJson)
            output.WriteLine(CommandJsonOptions.Write(tokens));
        else
            TextTable.Write(output, ["ID", "STATE", "OWNER", "ROLE", "REALM", "EXPIRES", "LAST USED", "HINT", "NAME"], [.. tokens.Select(Row)]);
    }

    private static string[] Row(TokenView token) =>
    [
        $"{token.Id}", TokenFields.StateOf(token), token.Owner, token.Role, token.Realm,
        token.ExpiresAt is { } end ? Timestamps.Text(end) : "never", LastUses.Text(token), token.Hint, token.Name.Length == 0 ? "-" : token.Name,
    ];
}
