using System.CommandLine;
using TokenGateway.Stress.Bodies;
using TokenGateway.Stress.Changes;
using TokenGateway.Stress.FirstUses;
using TokenGateway.Stress.Identities;
using TokenGateway.Stress.Report;
using TokenGateway.Stress.Revocation;
using TokenGateway.Stress.Slow;
using TokenGateway.Stress.Store;
using TokenGateway.Stress.Unknown;
using TokenGateway.Stress.WebSockets;

namespace TokenGateway.Stress.Commands;

/// <summary>The command of each run, and <c>all</c>, which takes them in order.</summary>
internal sealed class RunCommands(CommonOptions common)
{
    private readonly List<Func<ParseResult, IStressRun>> _runs = [];

    public IReadOnlyList<Command> All()
    {
        List<Command> commands = [Bodies(), WebSockets(), Slow(), Unknown(), FirstUses(), Identities(), Revocation(), Store()];
        var all = new Command("all", "All of the above, in order.");
        Func<ParseResult, IStressRun>[] runs = [.. _runs];
        all.SetAction((parsed, cancellationToken) => RunAsync(parsed, runs, cancellationToken));

        // It needs a database.
        return [.. commands, Changes(), all];
    }

    private Command Bodies()
    {
        var megabytes = common.Number("--megabytes", "Size of each body in MB.", usual: 1024, least: 1);
        return Create("bodies", "Large bodies up, down and both at once, over HTTP/1.1 and HTTP/2: every byte arrives, memory stays flat.",
            parsed => new BodiesRun(new BodiesOptions(megabytes.Of(parsed)) { Stage = common.Stage(parsed) }), megabytes);
    }

    private Command WebSockets()
    {
        var sockets = common.Number("--sockets", "WebSockets held open.", usual: 1000, least: 1);
        var seconds = common.Number("--seconds", "How long they are held idle; the proxy ends idle ones after 100.", usual: 60, least: 1);
        return Create("websockets", "Idle WebSockets with a token: memory per socket, all alive at the end, closed cleanly.",
            parsed => new WebSocketsRun(new WebSocketsOptions(sockets.Of(parsed)) { Hold = seconds.Seconds(parsed), Stage = common.Stage(parsed) }), sockets, seconds);
    }

    private Command Slow()
    {
        var sockets = common.Number("--sockets", "Slow sockets, a quarter each: heads, silent ones, bodies, readers.", usual: 5000, least: 4);
        var seconds = common.Number("--seconds", "How long they are held; below 45 the gateway's patience for a head is set to a third of it.", usual: 60, least: 6);
        var rate = common.Number("--rate", "Good requests a second beside them.", usual: 50, least: 10);
        return Create("slow", "Slow sockets of four kinds beside good traffic: no good request fails, slow heads are cut off.",
            parsed => new SlowRun(new SlowOptions(sockets.Of(parsed))
            {
                Hold = seconds.Seconds(parsed),
                Quiet = seconds.Seconds(parsed) / 3,
                GoodPerSecond = rate.Of(parsed),
                Stage = common.Stage(parsed),
            }), sockets, seconds, rate);
    }

    private Command Unknown()
    {
        var requests = common.Number("--requests", "Requests, each with an unknown token of its own.", usual: 1_000_000, least: 100);
        return Create("unknown", "A flood of unknown tokens from several addresses: bounded memory, good tokens go on.",
            parsed => new UnknownRun(new UnknownOptions(requests.Of(parsed)) { Stage = common.Stage(parsed) }), requests);
    }

    private Command FirstUses()
    {
        var requests = common.Number("--requests", "Requests at once with a token that nobody used yet.", usual: 1000, least: 10);
        return Create("first-uses", "Many first uses of one token in the same moment: all are let in.",
            parsed => new FirstUsesRun(new FirstUsesOptions(requests.Of(parsed)) { Stage = common.Stage(parsed) }), requests);
    }

    private Command Identities()
    {
        var requests = common.Number("--requests", "Requests over each protocol.", usual: 1_000_000, least: 100);
        var workers = common.Number("--workers", "How many send at once.", usual: 100, least: 2);
        return Create("identities", "Two tokens, nobody and wrong tokens in turn over shared connections: no answer is about somebody else.",
            parsed => new IdentitiesRun(new IdentitiesOptions(requests.Of(parsed)) { Workers = workers.Of(parsed), Stage = common.Stage(parsed) }), requests, workers);
    }

    private Command Revocation()
    {
        var rounds = common.Number("--rounds", "Tokens that die, one after the other.", usual: 50, least: 1);
        var connections = common.Number("--connections", "How many hammer with each.", usual: 64, least: 1);
        return Create("revocation", "Tokens die while they are hammered with and have streams open: the last accepted request, the end of each stream.",
            parsed => new RevocationRun(new RevocationOptions(rounds.Of(parsed)) { Connections = connections.Of(parsed), Stage = common.Stage(parsed) with { FailedAttempts = 1_000_000 } }), rounds, connections);
    }

    private Command Store()
    {
        var tokens = common.Number("--tokens", "Tokens in the store.", usual: 1_000_000, least: 1_000);
        var used = common.Number("--used", "Distinct tokens that are used; the gateway caches 100000.", usual: 100_000, least: 100);
        var postgres = Postgres(isRequired: false);
        var command = Create("store", "A store with very many tokens: create, list, verify, memory, start; each with its budget.",
            parsed => new StoreRun(new StoreRunOptions(tokens.Of(parsed), used.Of(parsed)) { Postgres = parsed.GetValue(postgres), Stage = common.Stage(parsed) }), tokens, used);
        command.Add(postgres);
        return command;
    }

    private Command Changes()
    {
        var rate = common.Number("--rate", "Changes a second.", usual: 1000, least: 10);
        var seconds = common.Number("--seconds", "How long they are written.", usual: 30, least: 2);
        var followers = common.Number("--followers", "Nodes that follow them.", usual: 10, least: 1);
        var postgres = Postgres(isRequired: true);
        var command = Create("changes", "Many changes a second in PostgreSQL: how late followers know of them, and look-ups meanwhile.",
            parsed => new ChangesRun(new ChangesOptions(parsed.GetValue(postgres)!) { Rate = rate.Of(parsed), Time = seconds.Seconds(parsed), Followers = followers.Of(parsed) }),
            rate, seconds, followers);
        command.Add(postgres);
        return command;
    }

    private static Option<string?> Postgres(bool isRequired) => new("--postgres")
    {
        Description = isRequired ? "An empty PostgreSQL database." : "An empty PostgreSQL database in place of SQLite.",
        HelpName = "CONNECTION",
        Required = isRequired,
    };

    private Command Create(string name, string description, Func<ParseResult, IStressRun> run, params ScaledOption[] options)
    {
        _runs.Add(run);
        var command = new Command(name, $"""
            {description}

            Examples:
              dotnet run -c Release --project bench/TokenGateway.Stress -- {name}
              dotnet run -c Release --project bench/TokenGateway.Stress -- {name} --scale 0.01
            """);
        Array.ForEach(options, option => command.Add(option.Option));
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, [run], cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, IReadOnlyList<Func<ParseResult, IStressRun>> runs, CancellationToken cancellationToken)
    {
        var (output, progress) = (parsed.InvocationConfiguration.Output, new Progress(parsed.InvocationConfiguration.Error));
        var broken = 0;
        foreach (var run in runs)
        {
            try
            {
                var report = await run(parsed).RunAsync(progress, cancellationToken);
                ReportTable.Write(output, report);
                broken += report.Broken.Count();
            }
            catch (StressException failure)
            {
                await output.WriteLineAsync($"**NOT RUN**: {failure.Message}");
                broken++;
            }
        }

        return broken == 0 ? 0 : 1;
    }
}
