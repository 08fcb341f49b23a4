using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Users;

/// <summary>The user of a command: positional, or <c>--id</c>.</summary>
internal sealed record UserSubject(Argument<string?> Argument, Option<string?> Option)
{
    public static UserSubject Create() => new(
        new Argument<string?>("ID") { Description = "The user's id.", Arity = ArgumentArity.ZeroOrOne },
        new Option<string?>("--id") { Description = "The same as ID.", HelpName = "ID" });

    /// <exception cref="UsageException">Neither or both were given, or it is not a user id.</exception>
    public UserId Read(ParseResult parsed)
    {
        var (positional, option) = (parsed.GetValue(Argument), parsed.GetValue(Option));
        if (positional is null == option is null)
            throw new UsageException("Name the user: either `ID` or `--id ID`.");
        return OptionParsers.User((positional ?? option)!);
    }
}
