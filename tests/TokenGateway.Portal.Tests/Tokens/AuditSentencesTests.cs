using TokenGateway.Core.Auditing;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Tests.Tokens;

public sealed class AuditSentencesTests
{
    public static TheoryData<AuditAction> Actions => [.. Enum.GetValues<AuditAction>().Where(action => action != AuditAction.Unknown)];

    [Theory]
    [MemberData(nameof(Actions))]
    public void Every_action_has_a_sentence(AuditAction action)
    {
        var entry = new AuditEntry(AuditActor.Gateway, action, "settings");

        AuditSentences.Of(entry).ShouldNotBe(entry.ActionName);
    }
}
