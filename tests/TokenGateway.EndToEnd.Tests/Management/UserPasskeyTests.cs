using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>Only callers who manage users see and remove their passkeys.</summary>
public sealed class UserPasskeyTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    private static readonly AuditEntry Entry = new(new AuditActor("cli:tests"), AuditAction.PasskeyAdded, "user:tests");

    [Fact]
    public async Task Passkey_is_listed_and_removed_with_its_sessions_and_a_record()
    {
        var (passkeys, sessions) = (edge.Gateway.Services.GetRequiredService<IPasskeyStore>(), edge.Gateway.Services.GetRequiredService<ISessionStore>());
        var bob = (await edge.Gateway.Services.GetRequiredService<IUserStore>().GetAsync(UserId.Parse("bob"), default))!;
        await AddAsync(bob, "first");
        await AddAsync(bob, "second");
        var session = SessionOf(bob, "first");
        (await sessions.AddAsync(session, null, Entry, default)).ShouldBeTrue();

        var listed = await edge.Admin.GetAsync("/users/bob/passkeys");
        listed.Items.Select(one => $"{one!["id"]} {one["name"]}").ShouldBe(["first of bob's", "second of bob's"]);
        (await edge.Admin.DeleteAsync("/users/bob/passkeys/first")).Status.ShouldBe(204);

        (await passkeys.FindAsync("first", default)).ShouldBeNull();
        (await passkeys.FindAsync("second", default)).ShouldNotBeNull();
        (await sessions.FindAsync(session.Digest, default)).ShouldBeNull();
        (await edge.Admin.DeleteAsync("/users/bob/passkeys/first")).Code.ShouldBe("not_found");
        var record = (await edge.Admin.GetAsync("/audit?subject=user:bob&action=passkey.removed")).Items.ShouldHaveSingleItem()!;
        ((string?)record["user"], record["before"]!.ToJsonString()).ShouldBe(("adam", """{"passkey":"of bob\u0027s"}"""));
    }

    [Fact]
    public async Task Passkey_of_another_user_is_not_found_under_this_one_and_nobody_else_looks()
    {
        var adam = (await edge.Gateway.Services.GetRequiredService<IUserStore>().GetAsync(UserId.Parse("adam"), default))!;
        await AddAsync(adam, "adams");

        (await edge.Admin.DeleteAsync("/users/alice/passkeys/adams")).Code.ShouldBe("not_found");
        (await edge.Admin.DeleteAsync("/users/nobody/passkeys/adams")).Code.ShouldBe("user_not_found");
        (await edge.Admin.GetAsync("/users/dave/passkeys")).Items.ShouldBeEmpty();
        (await edge.Owner.GetAsync("/users/adam/passkeys")).Code.ShouldBe("forbidden");
        (await edge.Owner.GetAsync("/users/alice/passkeys")).Code.ShouldBe("forbidden");
        (await edge.Owner.DeleteAsync("/users/adam/passkeys/adams")).Code.ShouldBe("forbidden");
        (await edge.Gateway.Services.GetRequiredService<IPasskeyStore>().FindAsync("adams", default)).ShouldNotBeNull();
    }

    private async Task AddAsync(User user, string id)
    {
        var passkey = new Passkey
        {
            Id = id,
            User = user.Id,
            UserNumber = user.Number,
            Handle = "h",
            Name = $"of {user.Id}'s",
            PublicKey = [1],
            SignCount = 0,
            CreatedAt = DateTimeOffset.UtcNow,
        };
        (await edge.Gateway.Services.GetRequiredService<IPasskeyStore>().AddAsync(passkey, 20, Entry, WriteBasis.None, default)).ShouldBeTrue();
    }

    private static Session SessionOf(User user, string passkey) => new()
    {
        Digest = SessionId.Create().Digest,
        User = user.Id,
        UserNumber = user.Number,
        Passkey = passkey,
        SignedInAt = DateTimeOffset.UtcNow,
        SeenAt = DateTimeOffset.UtcNow,
        ExpiresAt = DateTimeOffset.UtcNow.AddDays(1),
    };
}
