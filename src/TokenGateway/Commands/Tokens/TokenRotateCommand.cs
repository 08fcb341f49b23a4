using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Times;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary><c>token rotate</c>.</summary>
internal static class TokenRotateCommand
{
    public static Command Create()
    {
        var id = TokenSubject.One();
        var overlap = new Option<string?>("--overlap") { Description = "How long the old secret remains valid beside the new one: 90s, 24h, at most 7d. Default: not at all.", HelpName = "TIME" };
        var end = new Option<bool>("--end-overlap") { Description = "Create no new secret; revoke the previous one now." };
        var sha256 = DigestOption.Create();
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("rotate", """
            Give a token a new secret; its id, rights and expiry stay. The value is printed to standard output once.

            Examples:
              tokengateway token rotate 7
              tokengateway token rotate 7 --overlap 24h        # clients switch within a day
              tokengateway token rotate 7 --end-overlap        # all have switched
            """) { id, overlap, end, sha256, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var wanted = TokenSubject.Read(parsed.GetRequiredValue(id));
            var time = ReadOverlap(parsed.GetValue(overlap));
            var digest = DigestOption.Read(parsed.GetValue(sha256));
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            if (parsed.GetValue(end))
            {
                if (time != TimeSpan.Zero)
                    throw new UsageException("Use --overlap or --end-overlap, not both.");
                if (digest is not null)
                    throw new UsageException("Use --sha256 or --end-overlap, not both.");
                return await EndAsync(parsed, gateway, wanted, cancellationToken);
            }

            // Before the secret is created: nothing may fail between creating it and showing it.
            var owner = await gateway.Store.Tokens.GetAsync(wanted, cancellationToken) is { } token ? await gateway.FindUserAsync(token.Owner, cancellationToken) : null;
            var result = await gateway.Tokens.RotateAsync(gateway.Operator, wanted, time, digest, gateway.Model, cancellationToken);
            return Results.Report(parsed, result, issued =>
            {
                IssuedTokenOutput.Write(parsed, issued, gateway.ViewOf(issued.Token, owner), parsed.GetValue(json));
                parsed.InvocationConfiguration.Error.WriteLine(issued.Token.OverlapEndsAt is { } until
                    ? $"The previous secret remains valid until {Timestamps.Text(until)}."
                    : "The previous secret is refused from now on.");
            });
        });
        return command;
    }

    private static async Task<int> EndAsync(ParseResult parsed, OfflineGateway gateway, TokenId id, CancellationToken cancellationToken)
    {
        var result = await gateway.Tokens.EndOverlapAsync(gateway.Operator, id, cancellationToken);
        return Results.Report(parsed, result, token =>
            parsed.InvocationConfiguration.Error.WriteLine($"{TokenChange.Describe(token)}: only the newest secret is accepted."));
    }

    private static TimeSpan ReadOverlap(string? text) => text is null ? TimeSpan.Zero
        : DurationText.TryParse(text, out var time) && time >= TimeSpan.Zero ? time
        : throw new UsageException($"--overlap '{PrintableText.Escape(text)}': a whole number and a unit are expected: 90s, 15m, 12h, 7d.");
}
