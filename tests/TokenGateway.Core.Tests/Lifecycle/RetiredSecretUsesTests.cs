using System.Net;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Lifecycle;

public sealed class RetiredSecretUsesTests : IAsyncLifetime
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");

    private readonly FakeClock _clock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Exception> _lost = [];
    private readonly InMemoryAudit _audit;
    private readonly RetiredSecretUses _uses;
    private Task _running = Task.CompletedTask;

    public RetiredSecretUsesTests()
    {
        _audit = new InMemoryAudit(_clock);
        _uses = new RetiredSecretUses(_audit, _clock) { Lost = _lost.Add };
    }

    public Task InitializeAsync()
    {
        _running = _uses.RunAsync(_stop.Token);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    [Fact]
    public async Task Use_is_recorded_with_token_and_address()
    {
        _uses.Report(TokenId.Stored(7), Here);

        await Poll.UntilAsync(() => _audit.Records.Count == 1);
        _audit.Records.Single().Entry.ShouldBe(
            new AuditEntry(new AuditActor("gateway", Address: "192.0.2.1"), AuditAction.TokenSecretReused, "token:7"));
    }

    [Fact]
    public async Task One_record_a_token_and_address_and_hour()
    {
        foreach (var address in new[] { Here, Here, Here.MapToIPv6(), IPAddress.IPv6Loopback, null, null })
            _uses.Report(TokenId.Stored(7), address);
        _uses.Report(TokenId.Stored(8), Here);

        await Poll.UntilAsync(() => _audit.Records.Any(one => one.Entry.Subject == "token:8"));
        _audit.Records.Select(one => one.Entry.Actor.Address).ShouldBe(["192.0.2.1", "::1", null, "192.0.2.1"]);
        _clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        _uses.Report(TokenId.Stored(7), Here);
        await Poll.UntilAsync(() => _audit.Records.Count == 5);
    }

    [Fact]
    public async Task What_another_process_recorded_is_not_recorded_again()
    {
        _audit.Append(TokenAudit.SecretReused(TokenId.Stored(7), "192.0.2.1"));

        _uses.Report(TokenId.Stored(7), Here);
        _uses.Report(TokenId.Stored(8), Here);

        await Poll.UntilAsync(() => _audit.Records.Any(one => one.Entry.Subject == "token:8"));
        _audit.Records.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Flood_of_addresses_is_bounded()
    {
        for (var i = 0; i < 5 * RetiredSecretUses.MostAnHour; i++)
            _uses.Report(TokenId.Stored(7), new IPAddress(i));
        await Poll.UntilAsync(() => _audit.Records.Count > 0);

        _clock.Advance(TimeSpan.FromHours(2));
        _uses.Report(TokenId.Stored(9), Here);
        await Poll.UntilAsync(() => _audit.Records.Any(one => one.Entry.Subject == "token:9"));
        _audit.Records.Count.ShouldBeLessThanOrEqualTo(RetiredSecretUses.MostAnHour + 1);
    }

    [Fact]
    public async Task Store_that_does_not_answer_costs_the_record_and_nothing_else()
    {
        _audit.IsDown = true;
        _uses.Report(TokenId.Stored(7), Here);
        await Poll.UntilAsync(() => _lost.Count == 1);

        _audit.IsDown = false;
        _uses.Report(TokenId.Stored(8), Here);
        await Poll.UntilAsync(() => _audit.Records.Count == 1);
    }
}
