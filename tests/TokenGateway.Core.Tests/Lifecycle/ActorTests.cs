using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Core.Tests.Lifecycle;

public sealed class ActorTests
{
    [Fact]
    public void Operator_is_named_by_the_system_user_without_control_characters()
    {
        Actor.Operator("root").Name.ShouldBe("cli:root");
        Actor.Operator("a\nb").Name.ShouldBe(@"cli:a\u000ab");
        Actor.Operator("root").IsOperator.ShouldBeTrue();
    }

    [Fact]
    public void Bearer_is_named_by_the_token_and_no_operator()
    {
        var bearer = Actor.Bearer(Some.Snapshot(Some.Token(7), Some.User()));
        bearer.Name.ShouldBe("token:7");
        bearer.IsOperator.ShouldBeFalse();
    }

    [Theory]
    [InlineData(ManagementRights.None, "Administrators", ManagementRights.None)]
    [InlineData(ManagementRights.Own, "Users", ManagementRights.Own)]
    [InlineData(ManagementRights.Own | ManagementRights.Tokens, "Users", ManagementRights.Own)]
    [InlineData(ManagementRights.Tokens | ManagementRights.Audit, "Users Auditors", ManagementRights.Audit)]
    [InlineData(ManagementRights.Tokens, "Administrators", ManagementRights.Tokens)]
    [InlineData(ManagementRights.Tokens, "Ghosts", ManagementRights.None)]
    public void Rights_are_the_tokens_and_the_owners_present_ones(ManagementRights made, string ownersRoles, ManagementRights expected)
    {
        var owner = Some.User("alice", ownersRoles.Split(' '));
        Actor.Bearer(Some.Snapshot(Some.Token() with { Manages = made }, owner)).Rights.ShouldBe(expected);
    }

    [Fact]
    public void Bearer_whose_owner_is_gone_manages_nothing() =>
        Actor.Bearer(Some.Snapshot(Some.Token() with { Manages = ManagementRights.Own | ManagementRights.Tokens }, owner: null))
            .Rights.ShouldBe(ManagementRights.None);
}
