using System.CommandLine;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>Writes a new token: the value alone to standard output, its description to standard error.</summary>
internal static class IssuedTokenOutput
{
    public static void Write(ParseResult parsed, IssuedToken issued, TokenView token, bool asJson)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (asJson)
        {
            output.WriteLine(CommandJsonOptions.Write(IssuedJson.Of(issued.HasValue ? issued.Value : null, token)));
            return;
        }

        if (issued.HasValue)
            output.WriteLine(issued.Value);
        error.WriteLine(Summary(token));
        if (!issued.HasValue)
        {
            error.WriteLine($"Its value is the one whose SHA-256 you gave ({token.Hint}).");
            return;
        }

        error.WriteLine("Save the token printed above. It cannot be shown again.");
    }

    private static string Summary(TokenView token) =>
        $"Token {token.Id}{(token.Name.Length == 0 ? "" : $" \"{token.Name}\"")} of {token.Owner}: role {token.Role}, "
        + $"{(token.Permissions.Count == 0 ? "no permissions" : "permissions " + string.Join(", ", token.Permissions))}, realm {token.Realm}, "
        + $"{(token.ExpiresAt is { } end ? "expires " + Timestamps.Text(end) : "never expires")}.";
}
