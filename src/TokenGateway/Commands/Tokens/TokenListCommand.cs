using System.CommandLine;
using System.Text.Json;
using TokenGateway.Commands.Options;
using TokenGateway.Commands.Store;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

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
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("list", """
            List tokens, including those declared in the file.

            Examples:
              tokengateway token list
              tokengateway token list --user alice --state expired --json
              tokengateway token list --unused-since 90d
            """) { user, realm, state, unused, expires, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var filter = new TokenFilter
            {
                Owner = parsed.GetValue(user) is { } owner ? OptionParsers.User(owner) : null,
                Realm = parsed.GetValue(realm) is { } text ? OptionParsers.Realm(text) : null,
                State = TokenStates.Read(parsed.GetValue(state)),
                Now = now,
                UnusedSince = TimeOptions.ReadPast(parsed, unused, now),
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

    private static async Task<List<TokenJson>> ReadAsync(OfflineGateway gateway, TokenFilter filter, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<UserId, User?>();
        var tokens = new List<TokenJson>();
        await foreach (var token in gateway.TokensAsync(filter, cancellationToken))
        {
            if (!owners.TryGetValue(token.Owner, out var owner))
                owners[token.Owner] = owner = await gateway.FindUserAsync(token.Owner, cancellationToken);
            tokens.Add(TokenJson.Of(token, gateway.PermissionsOf(token, owner), filter.Now));
        }

        return tokens;
    }

    private static void Write(TextWriter output, List<TokenJson> tokens, bool asJson)
    {
        if (asJson)
            output.WriteLine(JsonSerializer.Serialize(tokens, CommandJson.Default.ListTokenJson));
        else
            TextTable.Write(output, ["ID", "STATE", "OWNER", "ROLE", "REALM", "EXPIRES", "LAST USED", "HINT", "NAME"], [.. tokens.Select(Row)]);
    }

    private static string[] Row(TokenJson token) =>
    [
        $"{token.Id}", token.StateText, token.Owner, token.Role, token.Realm,
        token.ExpiresAt is { } end ? Timestamps.Text(end) : "never", LastUses.Text(token), token.Hint, token.Name.Length == 0 ? "-" : token.Name,
    ];
}
