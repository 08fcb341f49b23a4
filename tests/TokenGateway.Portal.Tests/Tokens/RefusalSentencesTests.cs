using TokenGateway.Core.Refusals;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Tests.Tokens;

public sealed class RefusalSentencesTests
{
    /// <summary>All that may be the last refusal of a token: what fails is none.</summary>
    public static TheoryData<RefusalCode> Codes => [.. RefusalCodes.OfTraffic.Where(code => RefusalCodes.StatusOf(code) < 500)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_has_a_sentence(RefusalCode code) =>
        RefusalSentences.Of(RefusalCodes.LogNameOf(code)).ShouldEndWith(".");

    [Fact]
    public void Code_that_nobody_knows_stands_for_itself() => RefusalSentences.Of("later_code").ShouldBe("later_code");
}
