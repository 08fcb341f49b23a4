using TokenGateway.Core.Refusals;
using TokenGateway.Core.Usage;
using TokenGateway.Edge.Diagnostics;

namespace TokenGateway.Edge.Tests.Diagnostics;

public sealed class RequestUsageTests
{
    public static TheoryData<RefusalCode> Codes => [.. RefusalCodes.OfTraffic];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_is_an_outcome_by_its_status(RefusalCode code) => RequestUsage.OutcomeOf(code).ShouldBe(RefusalCodes.StatusOf(code) switch
    {
        401 => UsageOutcome.Unauthorized,
        429 => UsageOutcome.RateLimited,
        400 or 403 or 404 or 405 => UsageOutcome.Denied,
        500 or 502 or 503 or 504 => UsageOutcome.Failed,
        var status => throw new InvalidOperationException($"{code} is answered with {status}, which the documentation does not name."),
    });
}
