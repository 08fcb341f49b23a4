using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>The base of deactivate, activate and delete: several ids, each processed and reported separately.</summary>
internal static class TokenChange
{
    public delegate ValueTask<LifecycleResult<Token>> Work(OfflineGateway gateway, TokenId id, CancellationToken cancellationToken);

    /// <param name="takesAway">Whether it only revokes, and so also works while the configuration is invalid.</param>
    public static Command Create(string name, string description, bool takesAway, Work work, Func<Token, string> told)
    {
        var ids = TokenSubject.Many();
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command(name, description) { ids, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var wanted = parsed.GetRequiredValue(ids).Select(TokenSubject.Read).Distinct().ToList();
            await using var gateway = takesAway ? OfflineGateway.OpenToTakeAway(parsed.GetValue(config), parsed.InvocationConfiguration.Error) : OfflineGateway.Open(parsed.GetValue(config));
            var (exitCode, changed) = (ExitCodes.Done, new List<TokenView>());
            foreach (var id in wanted)
            {
                var result = await work(gateway, id, cancellationToken);
                var one = Results.Report(parsed, result, token => parsed.InvocationConfiguration.Error.WriteLine(told(token)));
                exitCode = Math.Max(exitCode, one);
                if (result.Value is { } token)
                    changed.Add(await ShowAsync(gateway, token, cancellationToken));
            }

            if (parsed.GetValue(json))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(CommandJsonOptions.Write(changed));
            return exitCode;
        });
        return command;
    }

    /// <summary>Identifies a token by number and name.</summary>
    public static string Describe(Token token) => $"Token {token.Id}{(token.Name.Length == 0 ? "" : $" \"{token.Name}\"")} of {token.Owner}";

    private static async Task<TokenView> ShowAsync(OfflineGateway gateway, Token token, CancellationToken cancellationToken) =>
        gateway.ViewOf(token, await gateway.FindUserAsync(token.Owner, cancellationToken));
}
