using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Management.Api.Tokens;

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
            var days = await ReadDaysAsync(gateway, token, cancellationToken);
            Write(parsed.InvocationConfiguration.Output, gateway.ViewOf(token, owner), days, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<Token?> FindAsync(OfflineGateway gateway, TokenId id, CancellationToken cancellationToken) => id.IsDeclared
        ? gateway.Model.DeclaredTokens.FirstOrDefault(token => token.Id == id)
        : await gateway.Store.Tokens.GetAsync(id, cancellationToken);

    // Of declared tokens no use is kept: nothing is told rather than 0.
    private static async Task<IReadOnlyList<UsageDay>?> ReadDaysAsync(OfflineGateway gateway, Token token, CancellationToken cancellationToken)
    {
        if (token.Id.IsDeclared)
            return null;
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return await gateway.Store.Usage.ListDaysAsync(token.Id, today.AddDays(1 - LastUses.Days), today, cancellationToken);
    }

    private static void Write(TextWriter output, TokenView token, IReadOnlyList<UsageDay>? days, bool asJson)
    {
        var requests = days?.Sum(one => one.Requests);
        if (asJson)
            output.WriteLine(ToJson(token, days, requests).ToJsonString());
        else
            WriteText(output, token, days, requests);
    }

    private static JsonObject ToJson(TokenView token, IReadOnlyList<UsageDay>? days, long? requests)
    {
        var json = JsonSerializer.SerializeToNode(token, CommandJsonOptions.TypeOf<TokenView>())!.AsObject();
        if (days is not null)
        {
            json["requestsLast30Days"] = requests;
            json["requestsByDay"] = JsonSerializer.SerializeToNode(days, CommandJsonOptions.TypeOf<IReadOnlyList<UsageDay>>());
        }

        return json;
    }

    private static void WriteText(TextWriter output, TokenView token, IReadOnlyList<UsageDay>? days, long? requests)
    {
        Fields.Write(output, TokenFields.Of(token, requests));
        if (days is not { Count: > 0 })
            return;
        output.WriteLine();
        TextTable.Write(output, ["DAY", "REQUESTS"], [.. days.Select(one => new[] { $"{one.Day:yyyy-MM-dd}", $"{one.Requests}" })]);
    }
}
