using System.CommandLine;
using System.Text.Json;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary><c>token show</c>.</summary>
internal static class TokenShowCommand
{
    public static Command Create()
    {
        var id = TokenSubject.One();
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("show", """
            Show a token, even a deleted one.

            Examples:
              tokengateway token show 7
              tokengateway token show static:ci --json
            """) { id, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var wanted = TokenSubject.Read(parsed.GetRequiredValue(id));
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            if (await FindAsync(gateway, wanted, cancellationToken) is not { } token)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"Token {wanted} does not exist. (not_found)");
                return ExitCodes.Refused;
            }

            var owner = await gateway.FindUserAsync(token.Owner, cancellationToken);
            var shown = await WithRequestsAsync(gateway, token, TokenJson.Of(token, gateway.PermissionsOf(token, owner), TimeProvider.System.GetUtcNow()), cancellationToken);
            Write(parsed.InvocationConfiguration.Output, shown, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<Token?> FindAsync(OfflineGateway gateway, TokenId id, CancellationToken cancellationToken) => id.IsDeclared
        ? gateway.Model.DeclaredTokens.FirstOrDefault(token => token.Id == id)
        : await gateway.Store.Tokens.GetAsync(id, cancellationToken);

    // Of declared tokens no use is kept: nothing is told rather than 0.
    private static async Task<TokenJson> WithRequestsAsync(OfflineGateway gateway, Token token, TokenJson shown, CancellationToken cancellationToken)
    {
        if (token.Id.IsDeclared)
            return shown;
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var days = await gateway.Store.Usage.ListDaysAsync(token.Id, today.AddDays(1 - LastUses.Days), today, cancellationToken);
        return shown with { RequestsLast30Days = days.Sum(one => one.Requests), RequestsByDay = days };
    }

    private static void Write(TextWriter output, TokenJson token, bool asJson)
    {
        if (asJson)
            output.WriteLine(JsonSerializer.Serialize(token, CommandJson.Default.TokenJson));
        else
            WriteText(output, token);
    }

    private static void WriteText(TextWriter output, TokenJson token)
    {
        Fields.Write(output, TokenFields.Of(token));
        if (token.RequestsByDay is not { Count: > 0 } days)
            return;
        output.WriteLine();
        TextTable.Write(output, ["DAY", "REQUESTS"], [.. days.Select(one => new[] { $"{one.Day:yyyy-MM-dd}", $"{one.Requests}" })]);
    }
}
