using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;
using TokenGateway.Commands.Options;
using TokenGateway.Configuration.Errors;
using TokenGateway.Core.Timing;
using TokenGateway.Endpoints;

namespace TokenGateway.Commands;

/// <summary>Parses and runs one command line. Parse errors go to standard error with exit code 2 and without help.</summary>
internal static partial class CommandLine
{
    // The default ends the process two seconds after a signal, which would abort requests in flight.
    private static readonly TimeSpan TimeToStop = new GatewayTimings().ReadinessGrace + Drain.InFlight + TimeSpan.FromSeconds(5);

    public static Task<int> RunAsync(string[] args, InvocationConfiguration? configuration = null)
    {
        var parsed = RootCommandFactory.Create(args.FirstOrDefault()).Parse(args);
        configuration ??= new InvocationConfiguration { ProcessTerminationTimeout = TimeToStop };
        if (parsed.Errors.Count == 0 || parsed.Action is not ParseErrorAction)
            return parsed.InvokeAsync(configuration);
        return IsUnfinished(parsed) ? ShowHelpAsync(args, configuration) : Task.FromResult(Complain(parsed, configuration.Error));
    }

    // `tokengateway` or `tokengateway token` is incomplete, not wrong.
    private static bool IsUnfinished(ParseResult parsed) =>
        parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0;

    private static async Task<int> ShowHelpAsync(string[] args, InvocationConfiguration configuration)
    {
        await RootCommandFactory.Create(args.FirstOrDefault()).Parse([.. args, "--help"]).InvokeAsync(new InvocationConfiguration { Output = configuration.Error });
        return ExitCodes.Usage;
    }

    private static int Complain(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Select(one => one.Name).Concat(command.Options.Select(one => one.Name)).ToList();
        var messages = parsed.Errors.Select(one => one.Message).Distinct(StringComparer.Ordinal);

        // A missing command is not worth reporting beside an unknown one.
        if (command.Subcommands.Count > 0)
            messages = messages.Where(message => parsed.UnmatchedTokens.Any(token => message.Contains($"'{token}'", StringComparison.Ordinal)));
        foreach (var message in messages)
        {
            string[] tokens = [.. parsed.UnmatchedTokens.Where(token => message.Contains($"'{token}'", StringComparison.Ordinal))];
            if (tokens.Any(token => MisplacedOption.IsValue(command, NameOf(command), parsed.UnmatchedTokens, token)))
                continue;
            var misplaced = tokens.Select(token => MisplacedOption.Explain(command, NameOf(command), token)).FirstOrDefault(text => text is not null);
            var meant = tokens.Select(token => Suggestion.Ask(token, known)).FirstOrDefault(text => text.Length > 0);
            error.WriteLine(misplaced ?? TokenValue().Replace(message.TrimEnd('.'), "...") + (meant ?? "."));
        }

        error.WriteLine($"See `{NameOf(command)} --help`.");
        return ExitCodes.Usage;
    }

    private static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{NameOf(parent)} {command.Name}" : "tokengateway";

    // A token may be pasted instead of its id; messages do not repeat it.
    [GeneratedRegex("[a-z][a-z0-9]{1,15}_[0-9]+_[0-9A-Za-z]{20,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenValue();
}
