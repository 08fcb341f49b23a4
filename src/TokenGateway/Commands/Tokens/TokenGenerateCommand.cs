using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary><c>token generate --offline</c>: creates a value, and the entry that declares it in the file. Needs no store and no file.</summary>
internal static class TokenGenerateCommand
{
    // A declared token has no number, but the value's format needs one; the lookup uses the digest alone.
    private const long AnyId = 1;

    private static readonly CommandJson Readable = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static Command Create()
    {
        var offline = new Option<bool>("--offline") { Description = "Required: the token is not stored. Declare it in the configuration file." };
        var user = new Option<string>("--user") { Description = "The id of the owner, declared under Users.", HelpName = "ID", Required = true };
        var name = new Option<string>("--name") { Description = "A name unique in the file; the token's id is static:NAME.", HelpName = "NAME", Required = true };
        var role = new Option<string?>("--role") { Description = "Default: the owner's highest ranked role.", HelpName = "ROLE" };
        var prefix = new Option<string>("--prefix") { Description = "The prefix, as under Tokens:Prefix. Default: tgw.", HelpName = "PREFIX", DefaultValueFactory = _ => "tgw" };
        var command = new Command("generate", """
            Print a new value, and the line for TokenGateway:StaticTokens that declares it.

            The value goes to standard output, the line to standard error. The number inside the value is always 1 and
            means nothing: a declared token is known by its digest and its id is static:NAME.

            Examples:
              tokengateway token generate --offline --user alice --name ci --role Users
            """) { offline, user, name, role, prefix };
        command.SetWork((parsed, _) =>
        {
            if (!parsed.GetValue(offline))
                throw new UsageException("Use --offline: the value is not stored but declared in the file. `tokengateway token create` creates a stored token.");
            var value = FormatOf(parsed.GetRequiredValue(prefix)).Create(AnyId);
            var line = new StaticTokenJson(
                NameOf(parsed.GetRequiredValue(name)), OptionParsers.User(parsed.GetRequiredValue(user)).Value, TokenDigest.Of(value).ToString(),
                parsed.GetValue(role) is { } wanted ? OptionParsers.Role(wanted).Value : null);
            parsed.InvocationConfiguration.Output.WriteLine(value);
            parsed.InvocationConfiguration.Error.WriteLine("Add this line to the list TokenGateway:StaticTokens. The value is not shown again.");
            parsed.InvocationConfiguration.Error.WriteLine(JsonSerializer.Serialize(line, Readable.StaticTokenJson));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static StandardTokenFormat FormatOf(string prefix) => StandardTokenFormat.IsPrefix(prefix)
        ? new StandardTokenFormat(prefix)
        : throw new UsageException("--prefix: 2 to 16 lower-case letters and digits, a letter first.");

    private static string NameOf(string text) => text.Length is > 0 and <= Token.MaxNameLength && PrintableText.IsPrintable(text)
        ? text
        : throw new UsageException($"--name: 1 to {Token.MaxNameLength} printable characters.");
}
