using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Verification;

public sealed class AccessModelTests
{
    [Fact]
    public void Declared_users_and_tokens_are_found()
    {
        var token = Some.Token() with { Id = TokenId.Declared("ci") };
        var model = Some.Model(users: [Some.User()], declared: [new(Some.Digest(), token)]);
        model.FindDeclaredUser(UserId.Parse("alice")).ShouldBe(model.DeclaredUsers.Single());
        model.FindDeclaredUser(UserId.Parse("Alice")).ShouldBeNull();
        model.DeclaredTokens.ShouldBe([token]);
        model.TryFindDeclared(Some.Digest(), out var snapshot).ShouldBeTrue();
        snapshot.ShouldNotBeNull().Model.ShouldBeSameAs(model);
        model.TryFindDeclared(Some.Digest(8), out _).ShouldBeFalse();
    }

    [Fact]
    public void Model_that_declares_nothing_finds_nothing()
    {
        The.Model.TryFindDeclared(Some.Digest(), out var snapshot).ShouldBeFalse();
        snapshot.ShouldBeNull();
        The.Model.DeclaredTokens.ShouldBeEmpty();
    }

    [Fact]
    public void Declared_token_of_nobody_is_refused()
    {
        var model = Some.Model(declared: [new(Some.Digest(), Some.Token() with { Id = TokenId.Declared("ci") })]);
        model.TryFindDeclared(Some.Digest(), out var snapshot).ShouldBeTrue();
        snapshot.ShouldNotBeNull().StandingAt(The.Start).ShouldBe(VerificationOutcome.OwnerMissing);
    }
}
