using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>No two users of a store are one to an upstream.</summary>
public abstract class UserIdentityContract : StoreContract
{
    [Theory]
    [InlineData("ALICE", null)]
    [InlineData("\uff41lice", null)]
    [InlineData("mallory", "Alice@Example.com")]
    [InlineData("mallory", "ALICE")]
    [InlineData("Alice@example.COM", null)]
    public async Task User_like_another_is_not_added(string id, string? email)
    {
        await Users.AddAsync(Some.User() with { Email = "alice@example.com" }, default);

        var refusal = await Should.ThrowAsync<IdentityTakenException>(async () => await Users.AddAsync(Some.User(id) with { Email = email }, default));

        refusal.Other.Value.ShouldBe("alice");
        (await Users.ListAsync(null, 10, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Address_of_another_is_not_taken_and_the_rest_of_the_patch_is_not_made()
    {
        await Users.AddAsync(Some.User() with { Email = "alice@example.com" }, default);
        await Users.AddAsync(Some.User("bob") with { Email = null }, default);

        await Should.ThrowAsync<IdentityTakenException>(async () => await PatchAsync("bob", new UserPatch { SetsEmail = true, Email = "ALICE@example.com", SetsName = true, Name = "Alice" }));

        var bob = await Users.GetAsync(UserId.Parse("bob"), default);
        (bob!.Email, bob.Name).ShouldBe((null, Some.User("bob").Name));
    }

    [Fact]
    public async Task Own_address_is_written_in_another_case_and_may_be_the_own_id()
    {
        await Users.AddAsync(Some.User("alice@example.com") with { Email = "alice@example.com" }, default);

        (await PatchAsync("alice@example.com", new UserPatch { SetsEmail = true, Email = "Alice@Example.com" })).ShouldBeTrue();
    }

    [Fact]
    public async Task Address_is_free_again_when_it_was_taken_away_or_its_user_is_gone()
    {
        await Users.AddAsync(Some.User() with { Email = "one@example.com" }, default);
        await PatchAsync("alice", new UserPatch { SetsEmail = true });
        await Users.AddAsync(Some.User("bob") with { Email = "one@example.com" }, default);
        await Users.DeleteAsync(UserId.Parse("bob"), Some.Moment, default);
        await Users.AddAsync(Some.User("BOB") with { Email = "ONE@example.com" }, default);

        (await Users.FindByIdentityAsync(IdentityKey.Of("one@example.com"), default)).ShouldBe([UserId.Parse("BOB")]);
        (await Users.ListSharedIdentitiesAsync(10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_taken_away_counts_on_by_what_the_user_has_at_the_write()
    {
        // Decided on when the user had less: somebody gave more meanwhile.
        await Users.AddAsync(Some.User() with { Roles = Roles("Users", "Engineers", "Administrators"), CanCreateTokens = true }, default);

        await Users.SetRolesAsync(Alice, Roles("Users"), StoreExtensions.Entry, Weak, default);
        await Users.SetCanCreateTokensAsync(Alice, false, StoreExtensions.Entry, Weak, default);

        (await Users.GetAsync(Alice, default))!.Kept.ShouldBe(UserRights.None with { Roles = Roles("Administrators"), CanCreateTokens = true });
        await Users.SetRolesAsync(Alice, Roles("Engineers"), StoreExtensions.Entry, Weak, default);
        (await Users.GetAsync(Alice, default))!.Kept.ShouldNotBeNull();
        await Users.SetRolesAsync(Alice, Roles("Engineers"), default);
        (await Users.GetAsync(Alice, default))!.Kept.ShouldBeNull();
    }

    [Fact]
    public async Task Identity_of_a_user_who_is_gone_is_given_by_whoever_may_give_what_the_user_had()
    {
        await Users.AddAsync(Some.User() with { Email = "one@example.com", Roles = Roles("Users", "Administrators") }, default);
        await Users.SetRolesAsync(Alice, Roles("Users"), StoreExtensions.Entry, Weak, default);
        await Users.DeleteAsync(Alice, Some.Moment, default);

        foreach (var (id, email) in new[] { ("alice", null), ("ALICE", null), ("bob", "one@example.com"), ("One@example.com", null), ("bob", "alice") })
        {
            var refusal = await Should.ThrowAsync<IdentityKeptException>(async () => await AddAsync(id, email, Weak));
            refusal.Rights.Roles.ShouldBe(Roles("Users", "Administrators"));
        }

        (await Users.ListAsync(null, 10, default)).ShouldBeEmpty();

        // Given to somebody by one who may, it is that user's, and what this one has is what counts.
        (await AddAsync("alice", null, WriteBasis.None)).ShouldNotBeNull();
        await Users.DeleteAsync(Alice, Some.Moment, default);
        (await AddAsync("alice", null, Weak)).ShouldNotBeNull();
        await Should.ThrowAsync<IdentityKeptException>(async () => await AddAsync("bob", "one@example.com", Weak));
    }

    [Fact]
    public async Task Refused_user_takes_nothing()
    {
        await Users.AddAsync(Some.User() with { Email = "one@example.com", Roles = Roles("Administrators") }, default);
        await PatchAsync("alice", new UserPatch { SetsEmail = true });

        (await AddAsync("alice", "one@example.com", WriteBasis.None)).ShouldBeNull();

        await Should.ThrowAsync<IdentityKeptException>(async () => await AddAsync("bob", "one@example.com", Weak));
    }

    [Fact]
    public async Task Of_many_spellings_at_once_one_is_added()
    {
        string[] spellings = ["carol", "CAROL", "Carol", "caro\uff4c", "c\u00adarol", "ca\u200brol", "carol\ufe0f", "CaRoL"];

        var added = await Task.WhenAll(spellings.Select(id => Task.Run(async () =>
        {
            try
            {
                return await Users.AddAsync(Some.User(id) with { Email = null }, default);
            }
            catch (IdentityTakenException)
            {
                return false;
            }
        })));

        added.Count(one => one).ShouldBe(1);
    }

    private static UserId Alice { get; } = UserId.Parse("alice");

    /// <summary>Somebody who may give all but administrators.</summary>
    private static WriteBasis Weak { get; } = WriteBasis.None with
    {
        CanGive = rights => !rights.CanCreateTokens && !rights.Roles.Contains(RoleName.Parse("Administrators")),
    };

    private static ImmutableArray<RoleName> Roles(params string[] names) => [.. names.Select(RoleName.Parse)];

    private ValueTask<User?> AddAsync(string id, string? email, WriteBasis basis) =>
        Users.AddAsync(Some.User(id) with { Email = email }, passwordHash: null, StoreExtensions.Entry, basis, default);

    private ValueTask<bool> PatchAsync(string id, UserPatch patch) =>
        Users.PatchAsync(UserId.Parse(id), patch, [StoreExtensions.Entry], WriteBasis.None, default);
}
