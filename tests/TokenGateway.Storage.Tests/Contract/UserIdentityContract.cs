using TokenGateway.Core.Lifecycle;
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

    private ValueTask<bool> PatchAsync(string id, UserPatch patch) =>
        Users.PatchAsync(UserId.Parse(id), patch, [StoreExtensions.Entry], WriteBasis.None, default);
}
