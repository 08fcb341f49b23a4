using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Options;

/// <summary>A new password: a line of standard input, or typed at the terminal. Never an argument, which process lists show.</summary>
internal sealed record PasswordOptions(Option<bool> FromInput)
{
    public static PasswordOptions Create() => new(
        new Option<bool>("--password-stdin") { Description = $"Read the password ({PasswordRules.MinLength} to {PasswordRules.MaxLength} characters) from standard input." });

    /// <summary>The hash of the password; null: none was given.</summary>
    /// <param name="asks">Whether to prompt at the terminal without the option.</param>
    /// <exception cref="UsageException">It is unreadable, or not an allowed password.</exception>
    public async Task<string?> ReadHashAsync(ParseResult parsed, UserId user, bool asks, CancellationToken cancellationToken)
    {
        if (!parsed.GetValue(FromInput) && !asks)
            return null;
        var password = parsed.GetValue(FromInput) ? await Console.In.ReadLineAsync(cancellationToken) : Ask(parsed);
        if (string.IsNullOrEmpty(password))
            throw new UsageException("Standard input has no password.");
        return PasswordRules.FaultOf(password, user) is { } fault
            ? throw new UsageException($"A password {fault}.")
            : new PasswordHasher<string>().HashPassword("", password);
    }

    private static string Ask(ParseResult parsed)
    {
        if (Console.IsInputRedirected)
            throw new UsageException("There is no terminal to prompt on. Pass the password on standard input with --password-stdin.");
        var error = parsed.InvocationConfiguration.Error;
        var first = SecretPrompt.Read(error, "Password: ");
        return first == SecretPrompt.Read(error, "Once more: ") ? first : throw new UsageException("The passwords do not match.");
    }
}
