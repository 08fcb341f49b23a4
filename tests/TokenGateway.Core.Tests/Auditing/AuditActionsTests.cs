using TokenGateway.Core.Auditing;

namespace TokenGateway.Core.Tests.Auditing;

public sealed class AuditActionsTests
{
    /// <summary>They stand in stores: names are added here and never changed.</summary>
    private static readonly string[] Stored =
    [
        "audit.pruned", "audit.rekeyed", "session.ended", "session.refused", "session.started", "settings.changed", "token.activated",
        "token.created", "token.deactivated", "token.deleted", "token.imported", "token.leaked", "token.overlap_ended", "token.rotated",
        "token.secret_reused", "user.created", "user.creator_changed", "user.deleted", "user.disabled", "user.enabled", "user.maintainers_changed",
        "user.password_changed", "user.realms_changed", "user.roles_changed",
    ];

    [Fact]
    public void Names_that_were_stored_stay() => AuditActions.Names.ShouldBe(AuditActions.Names.Union(Stored).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_name_is_read_again()
    {
        foreach (var name in AuditActions.Names)
        {
            AuditActions.TryParse(name, out var action).ShouldBeTrue(name);
            AuditActions.NameOf(action).ShouldBe(name);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("Token.Created")]
    [InlineData("token")]
    public void Anything_else_is_no_action(string? name) => AuditActions.TryParse(name, out _).ShouldBeFalse();
}
