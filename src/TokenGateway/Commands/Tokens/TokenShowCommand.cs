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
            var usage = await ReadUsageAsync(gateway, token, cancellationToken);
            Write(parsed.InvocationConfiguration.Output, gateway.ViewOf(token, owner), usage, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<Token?> FindAsync(OfflineGateway gateway, TokenId id, CancellationToken cancellationToken) => id.IsDeclared
        ? gateway.Model.DeclaredTokens.FirstOrDefault(token => token.Id == id)
        : await gateway.Store.Tokens.GetAsync(id, cancellationToken);

    // The use of declared tokens is not recorded: omitted instead of 0.
    private static async Task<ShownUsage?> ReadUsageAsync(OfflineGateway gateway, Token token, CancellationToken cancellationToken)
    {
        if (token.Id.IsDeclared)
            return null;
        var period = UsagePeriod.Last(UsagePeriod.DefaultDays, TimeProvider.System.GetUtcNow());
        var days = await gateway.Store.Usage.ListDaysAsync(token.Id, period.From, period.Until, cancellationToken);
        var refusal = await gateway.Store.Usage.FindLastRefusalAsync(token.Id, cancellationToken);
        var needs = await gateway.Tokens.GetPrivilegesAsync(token, gateway.Model, cancellationToken);
        return new ShownUsage([.. days.Select(UsageDayView.Of)], TokenRefusalView.Of(refusal), needs!);
    }

    private static void Write(TextWriter output, TokenView token, ShownUsage? usage, bool asJson)
    {
        if (asJson)
            output.WriteLine(ToJson(token, usage).ToJsonString());
        else
            WriteText(output, token, usage);
    }

    private static JsonObject ToJson(TokenView token, ShownUsage? usage)
    {
        var json = JsonSerializer.SerializeToNode(token, CommandJsonOptions.TypeOf<TokenView>())!.AsObject();
        if (usage is not null)
        {
            json["requestsLast30Days"] = usage.Requests;
            json["requestsByDay"] = JsonSerializer.SerializeToNode(usage.Days, CommandJsonOptions.TypeOf<IReadOnlyList<UsageDayView>>());
            json["permissionUse"] = JsonSerializer.SerializeToNode(PrivilegesView.Of(usage.Needs)!, CommandJsonOptions.TypeOf<PrivilegesView>());
            json["lastRefusal"] = usage.LastRefusal is null ? null : JsonSerializer.SerializeToNode(usage.LastRefusal, CommandJsonOptions.TypeOf<TokenRefusalView>());
        }

        return json;
    }

    private static void WriteText(TextWriter output, TokenView token, ShownUsage? usage)
    {
        Fields.Write(output, TokenFields.Of(token, usage));
        if (usage is not { Days.Count: > 0 })
            return;
        output.WriteLine();
        TextTable.Write(output, ["DAY", "REQUESTS", "ALLOWED", "DENIED", "RATE LIMITED", "UNAUTHORIZED", "FAILED"], [.. usage.Days.Select(RowOf)]);
    }

    private static string[] RowOf(UsageDayView day) => day.Outcomes is { } one
        ? [$"{day.Day:yyyy-MM-dd}", $"{day.Requests}", $"{one.Allowed}", $"{one.Denied}", $"{one.RateLimited}", $"{one.Unauthorized}", $"{one.Failed}"]
        : [$"{day.Day:yyyy-MM-dd}", $"{day.Requests}", NotRecorded, NotRecorded, NotRecorded, NotRecorded, NotRecorded];

    private const string NotRecorded = "-";
}
