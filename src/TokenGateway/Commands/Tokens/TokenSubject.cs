using System.CommandLine;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>The token or tokens of a command.</summary>
internal static class TokenSubject
{
    public static Argument<string> One() => new("ID") { Description = "The token's id: 7, or static:ci." };

    public static Argument<string[]> Many() => new("ID") { Description = "The tokens' ids: 7 8 9.", Arity = ArgumentArity.OneOrMore };

    /// <exception cref="UsageException">Not a token id. The text is not repeated: it may be a token's value.</exception>
    public static TokenId Read(string text) => TokenId.TryParse(text, out var id)
        ? id
        : throw new UsageException("A token's id is a number, or static:NAME for one declared in the file. A token's value must not be an argument; `tokengateway token inspect` reads it from standard input.");
}
