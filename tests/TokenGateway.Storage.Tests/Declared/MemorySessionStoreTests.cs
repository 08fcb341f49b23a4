using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Declared;

namespace TokenGateway.Storage.Tests.Declared;

public sealed class MemorySessionStoreTests
{
    private readonly MemorySessionStore _sessions = new();

    [Fact]
    public async Task Session_is_found_until_it_is_ended()
    {
        var session = Create();
        (await _sessions.AddAsync(session, null, StoreExtensions.Entry, default)).ShouldBeTrue();
        (await _sessions.FindAsync(session.Digest, default)).ShouldBe(session);

        (await _sessions.EndAsync(session.Digest, StoreExtensions.Entry, default)).ShouldBeTrue();

        (await _sessions.FindAsync(session.Digest, default)).ShouldBeNull();
        (await _sessions.EndAsync(session.Digest, StoreExtensions.Entry, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Touch_moves_forward_only_and_prune_looks_at_it()
    {
        var (used, idle) = (Create(), Create());
        await _sessions.AddAsync(used, null, StoreExtensions.Entry, default);
        await _sessions.AddAsync(idle, null, StoreExtensions.Entry, default);
        await _sessions.TouchAsync(used.Digest, Some.Moment.AddHours(5), default);
        await _sessions.TouchAsync(used.Digest, Some.Moment.AddHours(2), default);

        (await _sessions.PruneAsync(Some.Moment.AddHours(6), Some.Moment.AddHours(5), default)).ShouldBe(1);

        (await _sessions.FindAsync(used.Digest, default))!.SeenAt.ShouldBe(Some.Moment.AddHours(5));
        (await _sessions.FindAsync(idle.Digest, default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_one_used_longest_ago_goes_when_there_are_very_many()
    {
        var first = Create();
        await _sessions.AddAsync(first, null, StoreExtensions.Entry, default);
        var second = Create() with { SeenAt = Some.Moment.AddMinutes(1) };
        await _sessions.AddAsync(second, null, StoreExtensions.Entry, default);
        for (var i = 2; i <= MemorySessionStore.Most; i++)
            await _sessions.AddAsync(Create() with { SeenAt = Some.Moment.AddMinutes(2) }, null, StoreExtensions.Entry, default);

        (await _sessions.FindAsync(first.Digest, default)).ShouldBeNull();
        (await _sessions.FindAsync(second.Digest, default)).ShouldBe(second);
    }

    private static Session Create() => new()
    {
        Digest = SessionId.Create().Digest,
        User = UserId.Parse("admin"),
        UserNumber = 0,
        SignedInAt = Some.Moment,
        SeenAt = Some.Moment,
        ExpiresAt = Some.Moment.AddDays(1),
    };
}
