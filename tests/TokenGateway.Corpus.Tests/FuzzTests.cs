using System.Globalization;
using TokenGateway.Corpus.Tests.Fuzzing;
using TokenGateway.Corpus.Tests.Oracles;
using TokenGateway.Corpus.Tests.Running;
using TokenGateway.Testing;
using Xunit.Abstractions;

namespace TokenGateway.Corpus.Tests;

/// <summary>
/// Mutated requests, the same in every run, for seconds; minutes of new ones with <c>--long</c>, or as many minutes as
/// <c>TOKENGATEWAY_FUZZ_MINUTES</c> says. What fails is printed with its number (<c>TOKENGATEWAY_FUZZ=NUMBER</c> sends it again)
/// and as the text of a case, to be kept in the corpus.
/// </summary>
public sealed class FuzzTests(CorpusGateway gateway, ITestOutputHelper output) : IClassFixture<CorpusGateway>
{
    private const int Usual = 2000;

    private static readonly int? Minutes = NumberOf("TOKENGATEWAY_FUZZ_MINUTES");

    private static readonly bool IsLong = Minutes is not null || LongRun.IsOn;

    private static readonly TimeSpan Budget = IsLong ? TimeSpan.FromMinutes(Minutes ?? 4) : TimeSpan.FromSeconds(12);

    [Fact]
    public Task Http1() => RunAsync(new Fuzzer(gateway).TryHttp1Async);

    [Fact]
    public Task Http2() => RunAsync(new Fuzzer(gateway).TryHttp2Async);

    private async Task RunAsync(Func<int, Task<IReadOnlyList<string>>> tryAsync)
    {
        if (NumberOf("TOKENGATEWAY_FUZZ") is { } again)
        {
            (await tryAsync(again)).ShouldBeEmpty();
            return;
        }

        var first = IsLong ? Random.Shared.Next(Usual, 1_000_000_000) : 0;
        var faults = new List<string>();
        var started = TimeProvider.System.GetTimestamp();
        var number = first;
        for (; TimeProvider.System.GetElapsedTime(started) < Budget && faults.Count < 10 && (IsLong || number < Usual); number++)
            faults.AddRange(await tryAsync(number));
        output.WriteLine($"{number - first} requests from number {first}");
        number.ShouldBeGreaterThan(first + 10);
        faults.ShouldBeEmpty(string.Join('\n', faults));

        // A value with a wrong checksum that nobody presents is text like any other.
        string[] secrets = [.. gateway.Tokens.Secrets.Where(secret => secret != gateway.Tokens.Broken)];
        gateway.ReadLog().Split('\n').Where(line => SecretHunt.WholeIn(line, secrets) is not null).Take(3).ShouldBeEmpty("a token stands in the log");
    }

    private static int? NumberOf(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
