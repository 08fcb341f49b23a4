using TokenGateway.Core.Auditing;
using TokenGateway.Portal.Auditing;

namespace TokenGateway.Portal.Tests.Auditing;

public sealed class AuditDetailTests
{
    [Fact]
    public void Members_of_both_are_side_by_side() =>
        AuditDetail.Of(Entry("""{"roles":["a","b"],"name":null}""", """{"roles":["a"],"disabled":true}"""))
            .ShouldBe([new("roles", "a, b", "a"), new("name", "null", null), new("disabled", null, "true")]);

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[1]")]
    public void What_is_no_object_is_shown_as_it_is(string text) => AuditDetail.Of(Entry(text, null)).ShouldBe([new("", text, null)]);

    private static AuditEntry Entry(string? before, string? after) => new(AuditActor.Gateway, AuditAction.UserRolesChanged, "user:a", before, after);
}
