using TokenGateway.Core.Access;
using TokenGateway.Portal.Auditing;

namespace TokenGateway.Portal.Tests.Auditing;

public sealed class AuditLinksTests
{
    [Theory]
    [InlineData("token:7", ManagementRights.Tokens, "/tokens/7")]
    [InlineData("user:a/b", ManagementRights.Users, "/users/a%2Fb")]
    [InlineData("settings", ManagementRights.Settings, "/settings")]
    [InlineData("token:7", ManagementRights.Audit, null)]
    [InlineData("user:ada", ManagementRights.Audit, null)]
    [InlineData("settings", ManagementRights.Audit, null)]
    [InlineData("cli:root", ManagementRights.Users, null)]
    public void Pages_are_named_to_who_may_see_them(string name, ManagementRights rights, string? page) => AuditLinks.Of(name, rights).ShouldBe(page);
}
