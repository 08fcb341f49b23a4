using TokenGateway.Core.RateLimiting;
using TokenGateway.Edge.RateLimiting;

namespace TokenGateway.Edge.Tests.RateLimiting;

/// <summary>Permits that a node holds.</summary>
public sealed class LeaseTests
{
    [Fact]
    public async Task A_question_that_fails_does_not_fail_for_all_who_come_later()
    {
        var counts = new FailingCounts(answers: true) { Failures = 1 };
        var lease = new Lease("key", new SharedLimit(RateLimitAlgorithm.TokenBucket, 100, TimeSpan.FromHours(1), 100, 1), counts, new FakeClock());
        await Should.ThrowAsync<InvalidOperationException>(async () => await lease.TakeAsync(1));

        var answer = await lease.TakeAsync(1);

        answer.ShouldNotBeNull().IsRefused.ShouldBeFalse();
    }
}
