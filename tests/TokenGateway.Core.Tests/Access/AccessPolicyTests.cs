using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tests.Access;

public sealed class AccessPolicyTests
{
    private static readonly AccessSubject User = new(The.Role("Users"), The.Set("orders:read"));
    private static readonly AccessSubject Engineer = new(The.Role("Engineers"), The.Set("orders:read", "orders:write"));

    [Fact]
    public void First_entry_that_names_the_method_decides_even_when_a_later_one_would_allow()
    {
        var policy = Policy(Entry(20, "GET"), Entry(10, "GET"), Entry(10));
        var verdict = policy.Evaluate("GET", User);
        verdict.Decision.ShouldBe(AccessDecision.InsufficientRole);
        verdict.Entry.ShouldBeSameAs(policy.Entries[0]);
        policy.Evaluate("POST", User).Entry.ShouldBeSameAs(policy.Entries[2]);
    }

    [Fact]
    public void Method_that_no_entry_names_is_not_allowed()
    {
        var verdict = Policy(Entry(10, "GET")).Evaluate("DELETE", Engineer);
        verdict.Decision.ShouldBe(AccessDecision.MethodNotAllowed);
        verdict.Entry.ShouldBeNull();
    }

    [Fact]
    public void Policy_without_entries_allows_nothing() =>
        Policy().Evaluate("GET", Engineer).Decision.ShouldBe(AccessDecision.MethodNotAllowed);

    [Theory]
    [InlineData("delete")]
    [InlineData("Delete")]
    [InlineData("DELETE")]
    public void Methods_compare_ignoring_case(string method)
    {
        var policy = Policy(Entry(20, "DELETE"), Entry(10));
        policy.Evaluate(method, User).Decision.ShouldBe(AccessDecision.InsufficientRole);
        policy.Evaluate(method, Engineer).Decision.ShouldBe(AccessDecision.Allowed);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("head")]
    public void Head_follows_get_where_no_entry_names_it(string method)
    {
        Policy(Entry(20, "GET")).Evaluate(method, User).Decision.ShouldBe(AccessDecision.InsufficientRole);
        Policy(Entry(20, "get")).Evaluate(method, Engineer).Decision.ShouldBe(AccessDecision.Allowed);
        Policy(Entry(20, "GET"), Entry(10)).Evaluate(method, User).Decision.ShouldBe(AccessDecision.InsufficientRole);
        Policy(Entry(10, "POST")).Evaluate(method, User).Decision.ShouldBe(AccessDecision.MethodNotAllowed);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("head")]
    public void Head_is_decided_by_the_entry_that_names_it(string named)
    {
        var policy = Policy(Entry(20, "GET"), Entry(10, named));
        policy.Evaluate("HEAD", User).Decision.ShouldBe(AccessDecision.Allowed);
        policy.Evaluate("GET", User).Decision.ShouldBe(AccessDecision.InsufficientRole);
    }

    [Theory]
    [InlineData("GET", "GET, HEAD")]
    [InlineData("GET HEAD", "GET, HEAD")]
    [InlineData("POST GET DELETE", "POST, GET, HEAD, DELETE")]
    [InlineData("POST POST post", "POST")]
    [InlineData("HEAD POST", "HEAD, POST")]
    public void Allow_names_every_method_and_head_where_get_is(string methods, string expected) =>
        Policy([.. methods.Split(' ').Select(method => Entry(10, method))]).Allow.ShouldBe(expected);

    [Fact]
    public void AnyToken_allows_every_method_to_every_subject()
    {
        AccessPolicy.AnyToken.Evaluate("GET", new AccessSubject(null, default)).Decision.ShouldBe(AccessDecision.Allowed);
        AccessPolicy.AnyToken.Evaluate("PROPFIND", User).Decision.ShouldBe(AccessDecision.Allowed);
    }

    [Fact]
    public void Evaluate_allocates_nothing()
    {
        var policy = Policy(
            Entry(20, "POST", "PUT"),
            new AccessEntry
            {
                Methods = ["GET"],
                Condition = new AccessCondition
                {
                    Description = "",
                    AnyRole = BitSet.Of([0, 1]),
                    NotRole = BitSet.Of([2]),
                    AnyPermission = The.Set("billing:pay", "orders:read"),
                    OneOf = [new() { Description = "", AllPermissions = The.Set("billing:pay") }, new() { Description = "", MinRank = 10 }],
                },
            });
        policy.Evaluate("head", User).Decision.ShouldBe(AccessDecision.Allowed);
        Allocation.PerRun(() => policy.Evaluate("head", User)).ShouldBe(0);
        Allocation.PerRun(() => policy.Evaluate("post", User)).ShouldBe(0);
        Allocation.PerRun(() => policy.Evaluate("DELETE", User)).ShouldBe(0);
    }

    private static AccessPolicy Policy(params AccessEntry[] entries) => new([.. entries]);

    private static AccessEntry Entry(int minRank, params string[] methods) => new()
    {
        Methods = methods is [] ? null : [.. methods],
        Condition = new AccessCondition { Description = "", MinRank = minRank },
    };
}
