using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Lifecycle;

public sealed class TokenLifecycleTests
{
    private static readonly AccessModel Model = Cast.Model();
    private static readonly StandardTokenFormat Format = new("tgw");

    private readonly FakeClock _clock = new();
    private readonly InMemoryStore _store = Cast.Store();

    [Fact]
    public async Task Issued_value_is_found_by_its_digest_and_kept_nowhere()
    {
        var issued = (await IssueAsync("operator", "alice", "role=Users ends=3 realm=prod manages=own")).Value.ShouldNotBeNull();
        Format.IsValid(issued.Value).ShouldBeTrue();
        Format.TryReadId(issued.Value, out var id).ShouldBeTrue();
        TokenId.Stored(id).ShouldBe(issued.Token.Id);
        var facts = (await _store.FindAsync(TokenDigest.Of(issued.Value), CancellationToken.None)).ShouldNotBeNull();
        facts.Token.ShouldBe(issued.Token);
        issued.Token.ShouldBe(new Token
        {
            Id = TokenId.Stored(1),
            Name = "",
            Owner = UserId.Parse("alice"),
            Realm = Realm.Parse("prod"),
            Role = RoleName.Parse("Users"),
            Manages = ManagementRights.Own,
            CreatedAt = The.Start,
            CreatedBy = "cli:root",
            ExpiresAt = The.Start.AddDays(3),
            Hint = Format.Hint(issued.Value),
        });
        issued.ToString().ShouldBe("token 1");
        facts.Token.ToString().ShouldNotContain(issued.Value);
    }

    [Theory]
    [InlineData("alice", "Engineers")]
    [InlineData("carl", "Users")]
    [InlineData("max", "Auditors")]
    public async Task Role_left_out_is_the_owners_highest_ranked_or_first(string owner, string expected) =>
        (await IssueAsync("operator", owner, "")).Value.ShouldNotBeNull().Token.Role.Value.ShouldBe(expected);

    [Fact]
    public async Task Permissions_are_kept_distinct_and_in_order() =>
        (await IssueAsync("operator", "alice", "permissions=orders:write,orders:read,orders:write")).Value.ShouldNotBeNull()
            .Token.Permissions.ShouldNotBeNull().Select(one => one.Value).ShouldBe(["orders:read", "orders:write"]);

    [Fact]
    public async Task Token_made_by_a_token_says_so() =>
        (await IssueAsync("own", "alice", "")).Value.ShouldNotBeNull().Token.CreatedBy.ShouldBe("token:1000");

    [Theory]
    [InlineData("", true)]
    [InlineData("caf\u00e9 \ud83d\ude00", true)]
    [InlineData("a\r\nb", false)]
    [InlineData("a\0", false)]
    public async Task Name_is_printable(string name, bool isAllowed) => await CheckNameAsync(name, isAllowed);

    [Fact]
    public async Task Name_has_at_most_255_characters()
    {
        await CheckNameAsync(new string('a', 255), isAllowed: true);
        await CheckNameAsync(new string('a', 256), isAllowed: false);
    }

    [Fact]
    public async Task Changes_are_told_after_the_write()
    {
        await IssueAsync("operator", "alice", "");
        await ChangeAsync("deactivate", "operator", 1);
        await ChangeAsync("activate", "operator", 1);
        await ChangeAsync("delete", "operator", 1);
        _store.Journal.ShouldBe(
        [
            "write token 1", "told TokenAdded 1",
            "write token 1", "told TokenChanged 1",
            "write token 1", "told TokenAdded 1",
            "write token 1", "told TokenChanged 1",
        ]);
    }

    [Theory]
    [InlineData(2, null, "MaxPerUser")]
    [InlineData(null, 2, "MaxTotal")]
    public async Task Limit_reached_is_told_with_the_key_that_sets_it(int? perUser, int? total, string key)
    {
        var model = Cast.Model(new TokenOptions { MaxPerUser = perUser, MaxTotal = total });
        (await IssueAsync("operator", "alice", "", model)).Succeeded.ShouldBeTrue();
        (await IssueAsync("operator", "alice", "", model)).Succeeded.ShouldBeTrue();
        var error = (await IssueAsync("operator", "alice", "", model)).Error.ShouldNotBeNull();
        error.Code.ShouldBe(RefusalCode.LimitReached);
        error.Message.ShouldContain($"Tokens:{key}");
        _store.Journal.Count.ShouldBe(4);
        await ChangeAsync("delete", "operator", 1);
        (await IssueAsync("operator", "alice", "", model)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Value_that_is_known_already_is_refused()
    {
        var lifecycle = new TokenLifecycle(_store, _store, new InMemoryPermissionUses(), new SameValueFormat(), _store, _clock);
        await lifecycle.IssueAsync(Actor.Operator("root"), Wish.Parse("alice", ""), Model, CancellationToken.None);
        var second = await lifecycle.IssueAsync(Actor.Operator("root"), Wish.Parse("alice", ""), Model, CancellationToken.None);
        second.Error.ShouldNotBeNull().Code.ShouldBe(RefusalCode.ValueKnown);
        second.Error.Message.ShouldNotContain(The.Value);
    }

    [Fact]
    public async Task Credential_of_another_generation_is_not_compared()
    {
        var credential = Cast.Actor("own", Cast.Model());
        await Should.ThrowAsync<ArgumentException>(
            Create().IssueAsync(credential, Wish.Parse("alice", ""), Model, CancellationToken.None).AsTask());
        _store.Journal.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("operator", "bob", true)]
    [InlineData("operator", "eve", true)]
    [InlineData("own", "alice", true)]
    [InlineData("own", "bob", false)]
    [InlineData("manages nothing", "alice", false)]
    [InlineData("admin", "bob", true)]
    [InlineData("admin", "dora", true)]
    [InlineData("user manager", "bob", false)]
    [InlineData("user manager", "dora", false)]
    [InlineData("admin, owner lowered", "alice", false)]
    [InlineData("own, prod", "alice", false)]
    [InlineData("admin, owner gone", "alice", false)]
    public async Task Actor_changes_token_of_owner_or_learns_nothing_of_it(string actor, string owner, bool isAllowed)
    {
        foreach (var change in (string[])["deactivate", "activate", "delete"])
        {
            _store.Put(Some.Token(7, owner));
            var result = await ChangeAsync(change, actor, 7);
            result.Succeeded.ShouldBe(isAllowed, change);
            if (isAllowed)
                continue;
            var missing = (await ChangeAsync(change, actor, 8)).Error.ShouldNotBeNull();
            result.Error.ShouldBe(missing with { Message = missing.Message.Replace('8', '7') });
            missing.Code.ShouldBe(RefusalCode.NotFound);
        }

        _store.Journal.Count.ShouldBe(isAllowed ? 6 : 0);
    }

    /// <summary>A stolen token must not bring back the stronger one that was switched off because it was stolen too.</summary>
    [Theory]
    [InlineData("own, role Users", "alice", RefusalCode.RoleNotHeld)]
    [InlineData("own, orders:read", "alice", RefusalCode.PermissionNotHeld)]
    [InlineData("own, 10 days", "alice", RefusalCode.OutlivesCreator)]
    [InlineData("admin, owner lowered", "bob", RefusalCode.RoleNotHeld)]
    [InlineData("admin, role Users", "alice", RefusalCode.RoleNotHeld)]
    [InlineData("admin", "alice", null)]
    public async Task Actor_ends_what_is_stronger_but_never_revives_it(string actor, string owner, RefusalCode? expected)
    {
        _store.Put(Some.Token(7, owner));
        (await ChangeAsync("deactivate", actor, 7)).Succeeded.ShouldBeTrue();
        ((await ChangeAsync("activate", actor, 7)).Error?.Code).ShouldBe(expected);
        (await ChangeAsync("delete", actor, 7)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Change_answers_with_the_token_as_it_is_then()
    {
        _store.Put(Some.Token(7));
        (await ChangeAsync("deactivate", "operator", 7)).Value.ShouldNotBeNull().StateAt(The.Start).ShouldBe(TokenState.Inactive);
        (await ChangeAsync("activate", "operator", 7)).Value.ShouldNotBeNull().StateAt(The.Start).ShouldBe(TokenState.Active);
        (await ChangeAsync("delete", "operator", 7)).Value.ShouldNotBeNull().DeletedAt.ShouldBe(The.Start);
    }

    [Theory]
    [InlineData("deactivate", null)]
    [InlineData("activate", RefusalCode.SubjectExpired)]
    [InlineData("delete", null)]
    public async Task Expired_token_can_be_ended_but_not_switched_on(string change, RefusalCode? expected)
    {
        _store.Put(Some.Token(7) with { ExpiresAt = The.Start });
        var result = await ChangeAsync(change, "operator", 7);
        (result.Error?.Code).ShouldBe(expected);
        _store.Journal.Count.ShouldBe(expected is null ? 2 : 0);
    }

    [Theory]
    [InlineData("deactivate")]
    [InlineData("activate")]
    [InlineData("delete")]
    public async Task Deleted_and_missing_tokens_are_not_found(string change)
    {
        _store.Put(Some.Token(7) with { DeletedAt = The.Start });
        (await ChangeAsync(change, "operator", 7)).Error.ShouldNotBeNull().Code.ShouldBe(RefusalCode.NotFound);
        (await ChangeAsync(change, "operator", 8)).Error.ShouldNotBeNull().Code.ShouldBe(RefusalCode.NotFound);
        _store.Journal.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("deactivate")]
    [InlineData("activate")]
    [InlineData("delete")]
    public async Task Declared_token_is_changed_in_the_file(string change) =>
        (await ChangeAsync(change, "operator", TokenId.Declared("ci"))).Error.ShouldNotBeNull().Code
            .ShouldBe(RefusalCode.DeclaredInFile);

    [Fact]
    public async Task Store_that_does_not_answer_is_an_exception_and_nothing_is_told()
    {
        _store.Put(Some.Token(7));
        _store.IsDown = true;
        await Should.ThrowAsync<StoreUnavailableException>(IssueAsync("operator", "alice", ""));
        await Should.ThrowAsync<StoreUnavailableException>(ChangeAsync("delete", "operator", 7));
        _store.Journal.ShouldBeEmpty();
    }

    private TokenLifecycle Create() => new(_store, _store, new InMemoryPermissionUses(), Format, _store, _clock);

    private Task<LifecycleResult<IssuedToken>> IssueAsync(string actor, string owner, string request, AccessModel? model = null) =>
        Create().IssueAsync(Cast.Actor(actor, model ?? Model), Wish.Parse(owner, request), model ?? Model, CancellationToken.None).AsTask();

    private Task<LifecycleResult<Token>> ChangeAsync(string change, string actor, long id) =>
        ChangeAsync(change, actor, TokenId.Stored(id));

    private async Task<LifecycleResult<Token>> ChangeAsync(string change, string actor, TokenId id)
    {
        var who = Cast.Actor(actor, Model);
        return change switch
        {
            "deactivate" => await Create().DeactivateAsync(who, id, CancellationToken.None),
            "activate" => await Create().ActivateAsync(who, id, Model, CancellationToken.None),
            _ => await Create().DeleteAsync(who, id, CancellationToken.None),
        };
    }

    private async Task CheckNameAsync(string name, bool isAllowed)
    {
        var request = Wish.Parse("alice", "") with { Name = name };
        var result = await Create().IssueAsync(Actor.Operator("root"), request, Model, CancellationToken.None);
        result.Succeeded.ShouldBe(isAllowed);
        (result.Error?.Code).ShouldBe(isAllowed ? null : RefusalCode.InvalidValue);
        (result.Value?.Token.Name).ShouldBe(isAllowed ? name : null);
    }

    private sealed class SameValueFormat : ITokenValueFormat
    {
        public string Create(Token token) => The.Value;

        public string Hint(string value) => "";
    }
}
