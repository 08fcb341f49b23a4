using TokenGateway.Stress;
using TokenGateway.Stress.Bodies;
using TokenGateway.Stress.FirstUses;
using TokenGateway.Stress.Identities;
using TokenGateway.Stress.Report;
using TokenGateway.Stress.Revocation;
using TokenGateway.Stress.Slow;
using TokenGateway.Stress.Store;
using TokenGateway.Stress.Unknown;
using TokenGateway.Stress.WebSockets;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Stress;

/// <summary>
/// The stress runs of <c>bench/</c> at a small scale, so that they and their guarantees stay tested; in full with
/// <c>./test.sh --long</c>. Each starts the real process; the plain run checks its outcomes, the long one its figures too.
/// </summary>
public sealed class StressTests
{
    private static readonly bool Long = LongRun.IsOn;

    private static readonly TimeSpan Deadline = Long ? TimeSpan.FromMinutes(40) : TimeSpan.FromMinutes(5);

    [Fact]
    public Task Large_bodies_arrive_whole_in_both_directions_and_leave_no_memory_behind() =>
        KeepsItsPromisesAsync(new BodiesRun(Long ? new() : new(Megabytes: 16)));

    [Fact]
    public Task Idle_WebSockets_stay_alive_and_close_cleanly() =>
        KeepsItsPromisesAsync(new WebSocketsRun(Long ? new() : new(Sockets: 100) { Hold = TimeSpan.FromSeconds(1) }));

    [Fact]
    public Task Slow_sockets_fail_no_good_request_and_slow_heads_are_cut_off() =>
        KeepsItsPromisesAsync(new SlowRun(Long ? new() : new(Sockets: 100) { Hold = TimeSpan.FromSeconds(4), Quiet = TimeSpan.FromSeconds(1) }));

    [Fact]
    public Task Unknown_tokens_are_refused_in_bounded_memory_while_good_ones_go_on() =>
        KeepsItsPromisesAsync(new UnknownRun(Long ? new() : new(Requests: 4_000)));

    [Fact]
    public Task First_uses_of_one_token_at_once_are_all_let_in() =>
        KeepsItsPromisesAsync(new FirstUsesRun(Long ? new() : new() { Rounds = 1 }));

    [Fact]
    public Task Identities_never_cross_on_shared_connections() =>
        KeepsItsPromisesAsync(new IdentitiesRun(Long ? new() : new(Requests: 5_000)));

    [Fact]
    public Task Revoked_tokens_are_refused_and_their_streams_end_under_load() =>
        KeepsItsPromisesAsync(new RevocationRun(Long ? new() : new(Rounds: 2) { Connections = 16 }));

    [Fact]
    public Task A_store_of_many_tokens_lets_all_of_them_in_and_counts_every_use() =>
        KeepsItsPromisesAsync(new StoreRun(Long ? new() : new(Tokens: 1_500, Used: 500) { Created = 20, Verified = 500, Lists = 2 }));

    private static async Task KeepsItsPromisesAsync(IStressRun run)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var report = await run.RunAsync(Progress.None, deadline.Token);
        report.Promises.ShouldNotBeEmpty();
        (Long ? report.Broken : report.BrokenOutcomes).ShouldBeEmpty();
    }
}
