using TokenGateway.Core.Notices;
using TokenGateway.Core.Tests.Fakes;

namespace TokenGateway.Core.Tests.Notices;

public sealed class NoticeSenderTests : INoticeChannel
{
    private readonly FakeClock _clock = new();
    private readonly InMemoryNotices _notices = new();
    private readonly InMemoryStore _store = new();
    private readonly List<Delivery> _tried = [];
    private Delivery _answer = Delivery.Sent;
    private int _sent;

    public NoticeChannelKind Way => NoticeChannelKind.Mail;

    public Task<Delivery> SendAsync(PendingNotice notice, NoticeOptions options, CancellationToken cancellationToken)
    {
        _sent++;
        return Task.FromResult(_answer);
    }

    [Fact]
    public async Task All_that_is_due_is_sent_and_noted()
    {
        (await SendAsync(SomeNotice.Pending(), SomeNotice.Pending())).ShouldBe(2);

        _notices.Journal.ShouldBe(["1 finished sent", "1 finished sent"]);
        _tried.ShouldBe([Delivery.Sent, Delivery.Sent]);
    }

    [Fact]
    public async Task What_does_not_arrive_is_put_off()
    {
        _answer = Delivery.TryAgain("busy");

        await SendAsync(SomeNotice.Pending(attempt: 3));

        _notices.Journal.Single().ShouldMatch("^1 put off busy by (2[4-9]|3[0-6])$");
    }

    [Fact]
    public async Task What_does_not_arrive_for_days_is_given_up()
    {
        _answer = Delivery.TryAgain("busy");
        _clock.Advance(NoticeBackoff.GiveUpAfter - TimeSpan.FromHours(1));

        await SendAsync(SomeNotice.Pending(attempt: 9));

        _notices.Journal.ShouldBe(["1 finished busy"]);
        _tried.ShouldBe([Delivery.GiveUp("busy")]);
    }

    [Fact]
    public async Task What_will_never_be_taken_is_given_up_at_once()
    {
        _answer = Delivery.GiveUp("no such mailbox");

        await SendAsync(SomeNotice.Pending());

        _notices.Journal.ShouldBe(["1 finished no such mailbox"]);
    }

    [Fact]
    public async Task What_waited_for_days_is_not_sent_any_more()
    {
        _clock.Advance(NoticeBackoff.GiveUpAfter + TimeSpan.FromSeconds(1));

        await SendAsync(SomeNotice.Pending());

        _sent.ShouldBe(0);
        _notices.Journal.ShouldBe(["1 finished too old"]);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task End_of_a_token_that_was_switched_off_meanwhile_is_not_told(bool isActive, int sent)
    {
        _store.Put(Some.Token() with { IsActive = isActive });

        await SendAsync(SomeNotice.Pending(type: NoticeType.Expiring));

        _sent.ShouldBe(sent);
    }

    [Fact]
    public async Task Nothing_is_taken_for_a_way_that_is_not_there()
    {
        _notices.Due.Enqueue(SomeNotice.Pending());

        (await Create().SendDueAsync(SomeNotice.Off, default)).ShouldBe(0);

        _notices.Due.Count.ShouldBe(1);
    }

    private async Task<int> SendAsync(params PendingNotice[] due)
    {
        foreach (var notice in due)
            _notices.Due.Enqueue(notice);
        return await Create().SendDueAsync(SomeNotice.Options, default);
    }

    private NoticeSender Create() => new(_notices, _store, this, _clock) { Tried = (_, delivery) => _tried.Add(delivery) };
}
