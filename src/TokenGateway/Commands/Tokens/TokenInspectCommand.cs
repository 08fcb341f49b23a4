using System.CommandLine;
using System.Globalization;
using System.Text;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Standard;

namespace TokenGateway.Commands.Tokens;

/// <summary><c>token inspect</c>: classifies a value from standard input, which keeps it out of the shell history and process lists.</summary>
internal static class TokenInspectCommand
{
    public static Command Create()
    {
        var refused = new Argument<string[]>("VALUE") { Hidden = true, Arity = ArgumentArity.ZeroOrMore };
        var offline = new Option<bool>("--offline") { Description = "Inspect the value alone, without configuration and store." };
        var prefix = new Option<string?>("--prefix") { Description = "With --offline: the prefix of values. Default: tgw.", HelpName = "PREFIX" };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("inspect", """
            Identify a token by its value, read from standard input.

            Examples:
              tokengateway token inspect < token.txt
              pbpaste | tokengateway token inspect --offline
            """) { refused, offline, prefix, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(refused) is { Length: > 0 })
                throw new UsageException("A token's value must not be an argument: it stays in the shell's history and is visible in process lists. Deactivate that token if others can read them, and pass the value on standard input.");
            var value = await ReadAsync(parsed, cancellationToken);
            var seen = parsed.GetValue(offline)
                ? Look(value, new StandardDialect(PrefixOf(parsed.GetValue(prefix))))
                : await LookUpAsync(value, parsed.GetValue(config), cancellationToken);
            Write(parsed.InvocationConfiguration.Output, seen, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static string PrefixOf(string? prefix) => prefix is null ? "tgw"
        : StandardTokenFormat.IsPrefix(prefix) ? prefix
        : throw new UsageException("--prefix: 2 to 16 lower-case letters and digits, a letter first.");

    private static async Task<string> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!Console.IsInputRedirected)
            await parsed.InvocationConfiguration.Error.WriteLineAsync("Paste the token's value and press Enter:");
        var value = (await Console.In.ReadLineAsync(cancellationToken))?.Trim();
        if (string.IsNullOrEmpty(value))
            throw new UsageException("Standard input has no value.");
        return Encoding.UTF8.GetByteCount(value) <= TokenDigest.MaxValueLength
            ? value
            : throw new UsageException($"The value is longer than {TokenDigest.MaxValueLength} bytes; no token is.");
    }

    private static InspectedJson Look(string value, IDialect dialect)
    {
        var verdict = dialect.Shape.Judge(value);
        return new InspectedJson(
            verdict switch { TokenShapeVerdict.Ours => "ours", TokenShapeVerdict.Broken => "broken", _ => "foreign" },
            long.TryParse(dialect.Shape.IdOf(value), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
            verdict switch { TokenShapeVerdict.Ours => "right", TokenShapeVerdict.Broken => "wrong", _ => "none" },
            TokenDigest.Of(value).ToString(), null, null);
    }

    private static async Task<InspectedJson> LookUpAsync(string value, string? config, CancellationToken cancellationToken)
    {
        await using var gateway = OfflineGateway.Open(config);
        var seen = Look(value, gateway.Dialect);
        var digest = TokenDigest.Of(value);
        var token = gateway.Model.TryFindDeclared(digest, out var declared)
            ? declared.Token
            : (await gateway.Store.Tokens.FindAsync(digest, cancellationToken))?.Token;
        if (token is null)
            return seen with { Known = false };
        var owner = await gateway.FindUserAsync(token.Owner, cancellationToken);
        return seen with { Known = true, Token = gateway.ViewOf(token, owner) };
    }

    private static void Write(TextWriter output, InspectedJson seen, bool asJson)
    {
        if (asJson)
        {
            output.WriteLine(CommandJsonOptions.Write(seen));
            return;
        }

        List<(string, string)> fields = [("shape", seen.Shape), ("number", seen.Id?.ToString(CultureInfo.InvariantCulture) ?? "none"), ("checksum", seen.Checksum), ("sha256", seen.Sha256)];
        if (seen.Known is { } known)
            fields.Add(("known", known ? "yes" : "no"));
        Fields.Write(output, seen.Token is { } token ? [.. fields, .. TokenFields.Of(token)] : fields);
    }
}
