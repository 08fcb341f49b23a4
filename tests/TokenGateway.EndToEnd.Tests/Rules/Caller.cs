using TokenGateway.Core.Tokens;

namespace TokenGateway.EndToEnd.Tests.Rules;

/// <summary>An actor created for one case: a user who signs in, or the bearer of the user's token.</summary>
internal sealed record Caller(User User, string? Token)
{
    public const string Password = "correct horse battery";
}
