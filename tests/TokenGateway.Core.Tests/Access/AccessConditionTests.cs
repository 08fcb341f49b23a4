using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tests.Access;

public sealed class AccessConditionTests
{
    private static readonly AccessSubject Nobody = new(null, default);

    [Theory]
    [InlineData("Users", AccessDecision.Allowed)]
    [InlineData("Auditors", AccessDecision.Allowed)]
    [InlineData("Engineers", AccessDecision.InsufficientRole)]
    [InlineData("Administrators", AccessDecision.InsufficientRole)]
    public void AnyRole_wants_one_of_the_roles_whatever_their_rank(string role, AccessDecision expected) =>
        new AccessCondition { Description = "", AnyRole = RolesOf("Users", "Auditors") }.Evaluate(Subject(role)).ShouldBe(expected);

    [Theory]
    [InlineData("Users", AccessDecision.InsufficientRole)]
    [InlineData("Engineers", AccessDecision.Allowed)]
    [InlineData("Administrators", AccessDecision.Allowed)]
    [InlineData("Auditors", AccessDecision.InsufficientRole)]
    public void MinRank_counts_ranked_roles_only(string role, AccessDecision expected) =>
        new AccessCondition { Description = "", MinRank = 20 }.Evaluate(Subject(role)).ShouldBe(expected);

    [Theory]
    [InlineData("Users", AccessDecision.InsufficientRole)]
    [InlineData("Engineers", AccessDecision.Allowed)]
    public void NotRole_refuses_the_roles(string role, AccessDecision expected) =>
        new AccessCondition { Description = "", NotRole = RolesOf("Users") }.Evaluate(Subject(role)).ShouldBe(expected);

    [Theory]
    [InlineData("", AccessDecision.InsufficientPermission)]
    [InlineData("orders:read", AccessDecision.InsufficientPermission)]
    [InlineData("orders:read orders:write", AccessDecision.Allowed)]
    [InlineData("orders:read orders:write billing:pay", AccessDecision.Allowed)]
    public void AllPermissions_wants_every_one(string permissions, AccessDecision expected) =>
        new AccessCondition { Description = "", AllPermissions = The.Set("orders:read", "orders:write") }
            .Evaluate(Subject("Users", permissions)).ShouldBe(expected);

    [Theory]
    [InlineData("", AccessDecision.InsufficientPermission)]
    [InlineData("billing:pay", AccessDecision.InsufficientPermission)]
    [InlineData("orders:write", AccessDecision.Allowed)]
    public void AnyPermission_wants_one(string permissions, AccessDecision expected) =>
        new AccessCondition { Description = "", AnyPermission = The.Set("orders:read", "orders:write") }
            .Evaluate(Subject("Users", permissions)).ShouldBe(expected);

    [Fact]
    public void All_parts_must_hold()
    {
        var condition = new AccessCondition
        {
            Description = "",
            AnyRole = RolesOf("Engineers"),
            MinRank = 20,
            NotRole = RolesOf("Users"),
            AllPermissions = The.Set("orders:read"),
            AnyPermission = The.Set("orders:write", "billing:pay"),
        };
        condition.Evaluate(Subject("Engineers", "orders:read orders:write")).ShouldBe(AccessDecision.Allowed);
        condition.Evaluate(Subject("Engineers", "orders:write")).ShouldBe(AccessDecision.InsufficientPermission);
        condition.Evaluate(Subject("Engineers", "orders:read")).ShouldBe(AccessDecision.InsufficientPermission);
        condition.Evaluate(Subject("Administrators", "orders:read orders:write")).ShouldBe(AccessDecision.InsufficientRole);
    }

    [Fact]
    public void Empty_sets_that_are_asked_for_let_nobody_in()
    {
        new AccessCondition { Description = "", AnyRole = default(BitSet) }.Evaluate(Subject("Users")).ShouldBe(AccessDecision.InsufficientRole);
        new AccessCondition { Description = "", AnyPermission = default(BitSet) }
            .Evaluate(Subject("Users", "orders:read")).ShouldBe(AccessDecision.InsufficientPermission);
    }

    [Fact]
    public void Condition_without_parts_holds_for_every_token() =>
        new AccessCondition { Description = "" }.Evaluate(Nobody).ShouldBe(AccessDecision.Allowed);

    [Fact]
    public void OneOf_wants_one_alternative()
    {
        var condition = OneOf(
            new AccessCondition { Description = "", AnyRole = RolesOf("Administrators") },
            new AccessCondition { Description = "", AllPermissions = The.Set("billing:pay") });
        condition.Evaluate(Subject("Administrators")).ShouldBe(AccessDecision.Allowed);
        condition.Evaluate(Subject("Users", "billing:pay")).ShouldBe(AccessDecision.Allowed);
        condition.Evaluate(Subject("Users", "orders:read")).ShouldBe(AccessDecision.InsufficientPermission);
    }

    [Fact]
    public void OneOf_does_not_replace_the_other_parts()
    {
        var condition = new AccessCondition
        {
            Description = "",
            MinRank = 20,
            OneOf = [new AccessCondition { Description = "", AllPermissions = The.Set("billing:pay") }],
        };
        condition.Evaluate(Subject("Users", "billing:pay")).ShouldBe(AccessDecision.InsufficientRole);
        condition.Evaluate(Subject("Engineers", "billing:pay")).ShouldBe(AccessDecision.Allowed);
        condition.Evaluate(Subject("Engineers")).ShouldBe(AccessDecision.InsufficientPermission);
    }

    [Fact]
    public void OneOf_nests()
    {
        var condition = OneOf(OneOf(new AccessCondition { Description = "", AnyRole = RolesOf("Auditors") }));
        condition.Evaluate(Subject("Auditors")).ShouldBe(AccessDecision.Allowed);
        condition.Evaluate(Subject("Users")).ShouldBe(AccessDecision.InsufficientRole);
    }

    [Fact]
    public void Subject_without_a_role_meets_no_condition_on_roles()
    {
        AccessSubject[] withoutRole = [Nobody, default];
        foreach (var subject in withoutRole)
        {
            new AccessCondition { Description = "", AnyRole = RolesOf("Users", "Engineers", "Administrators", "Auditors") }
                .Evaluate(subject).ShouldBe(AccessDecision.InsufficientRole);
            new AccessCondition { Description = "", MinRank = 0 }.Evaluate(subject).ShouldBe(AccessDecision.InsufficientRole);
            new AccessCondition { Description = "", MinRank = int.MinValue }.Evaluate(subject).ShouldBe(AccessDecision.InsufficientRole);
        }
    }

    private static AccessCondition OneOf(params AccessCondition[] alternatives) => new() { Description = "", OneOf = [.. alternatives] };

    private static AccessSubject Subject(string role, string permissions = "") =>
        new(The.Role(role), The.Set(permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static BitSet RolesOf(params string[] names) => BitSet.Of(names.Select(name => The.Role(name).Index));
}
