using System.CommandLine;
using System.Text.Json;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>How a new token is written: the value alone on standard output, what it is on standard error.</summary>
internal static class IssuedTokenOutput
{
    public static void Write(ParseResult parsed, IssuedToken issued, IReadOnlyList<string> permissions, bool asJson)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(IssuedJson.Of(issued, permissions), CommandJson.Default.IssuedJson));
            return;
        }

        output.WriteLine(issued.Value);
        error.WriteLine(Summary(issued.Token, permissions));
        error.WriteLine("Save the token printed above. It cannot be shown again.");
    }

    private static string Summary(Token token, IReadOnlyList<string> permissions) =>
        $"Token {token.Id}{(token.Name.Length == 0 ? "" : $" \"{token.Name}\"")} of {token.Owner}: role {token.Role}, "
        + $"{(permissions.Count == 0 ? "no permissions" : "permissions " + string.Join(", ", permissions))}, realm {token.Realm}, "
        + $"{(token.ExpiresAt is { } end ? "expires " + Timestamps.Text(end) : "never expires")}.";
}
