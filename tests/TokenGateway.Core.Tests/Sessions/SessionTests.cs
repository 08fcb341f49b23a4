using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Sessions;

public sealed class SessionTests
{
    private static readonly DateTimeOffset Start = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 7.9, true)]
    [InlineData(0, 8, false)]
    [InlineData(20, 23.9, true)]
    [InlineData(20, 24, false)]
    public void Session_ends_unused_and_in_any_case(double seenAfter, double nowAfter, bool isLive) =>
        Create(Start.AddHours(seenAfter)).IsLiveAt(Start.AddHours(nowAfter), TimeSpan.FromHours(8)).ShouldBe(isLive);

    private static Session Create(DateTimeOffset seenAt) => new()
    {
        Digest = SessionId.Create().Digest,
        User = UserId.Parse("alice"),
        UserNumber = 1,
        SignedInAt = Start,
        SeenAt = seenAt,
        ExpiresAt = Start.AddHours(24),
    };
}
