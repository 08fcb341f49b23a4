using TokenGateway.Core.Access;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Usage;

public sealed class NeededPermissionsTests
{
    private static readonly DateOnly Today = new(2031, 5, 17);
    private static readonly AccessSubject Engineer = new(The.Role("Engineers"), The.Set("orders:read", "orders:write"));

    private readonly FakeClock _clock = new();
    private readonly UsageRecorder _recorder;
    private readonly NeededPermissions _needed = new(TokenId.Stored(7), The.Permissions);

    public NeededPermissionsTests() => _recorder = new UsageRecorder(_clock);

    [Fact]
    public void What_a_rule_asks_for_and_the_token_has_is_needed()
    {
        Need(All("orders:read"));

        _recorder.CollectPermissions().ShouldBe([new PermissionUse(TokenId.Stored(7), "orders:read", Today)]);
    }

    [Fact]
    public void Of_several_that_would_do_all_that_the_token_has_are_needed()
    {
        Need(new AccessCondition { AnyPermission = The.Set("orders:read", "orders:write", "billing:pay"), Description = "" });

        Names().ShouldBe("orders:read orders:write");
    }

    [Fact]
    public void Of_alternatives_those_that_hold_count_and_those_that_do_not_are_left_out()
    {
        Need(new AccessCondition
        {
            Description = "",
            OneOf = [All("orders:read", "billing:pay"), All("orders:write"), new AccessCondition { MinRank = 10, Description = "" }],
        });

        Names().ShouldBe("orders:write");
    }

    [Fact]
    public void A_rule_that_asks_for_no_permission_needs_none()
    {
        Need(AccessPolicy.AnyToken.Entries[0].Condition);
        Need(new AccessCondition { MinRank = 10, Description = "" });

        Names().ShouldBe("");
    }

    [Fact]
    public void A_permission_is_collected_once_a_day()
    {
        Need(All("orders:read"));
        Names().ShouldBe("orders:read");
        Need(All("orders:read"));
        Names().ShouldBe("");
        Need(All("orders:read", "orders:write"));
        Names().ShouldBe("orders:write");

        _clock.Advance(TimeSpan.FromDays(1));
        Names().ShouldBe("");
        Need(All("orders:read"));

        _recorder.CollectPermissions().ShouldBe([new PermissionUse(TokenId.Stored(7), "orders:read", Today.AddDays(1))]);
    }

    [Fact]
    public void What_was_needed_before_midnight_is_not_lost_when_a_request_of_the_next_day_comes_first()
    {
        Need(All("orders:read"));
        _clock.Advance(TimeSpan.FromDays(1));
        _recorder.CollectPermissions().ShouldBe([new PermissionUse(TokenId.Stored(7), "orders:read", Today)]);
        Need(All("orders:write"));
        Need(All("orders:read"));

        _recorder.CollectPermissions().Select(use => (use.Permission, use.Day)).ShouldBe(
            [("orders:read", Today.AddDays(1)), ("orders:write", Today.AddDays(1))], ignoreOrder: true);
    }

    [Fact]
    public void Bits_keep_the_names_of_their_own_generation()
    {
        var renamed = new PermissionCatalog(Some.Permissions("aaa", "orders:read", "zzz"));
        var later = new NeededPermissions(TokenId.Stored(7), renamed);
        Need(All("orders:write"));
        _recorder.Need(
            later, new AccessSubject(null, renamed.SetOf(Some.Permissions("zzz"))),
            new AccessCondition { AllPermissions = renamed.SetOf(Some.Permissions("zzz")), Description = "" });

        Names().ShouldBe("orders:write zzz");
    }

    [Fact]
    public void More_permissions_than_a_word_has_bits_are_told_apart()
    {
        string[] names = [.. Enumerable.Range(0, 200).Select(i => $"p{i:000}")];
        var catalog = new PermissionCatalog(Some.Permissions(names));
        string[] asked = ["p000", "p063", "p064", "p127", "p199"];
        var subject = new AccessSubject(null, catalog.SetOf(Some.Permissions(names)));
        _recorder.Need(
            new NeededPermissions(TokenId.Stored(7), catalog), subject,
            new AccessCondition { AllPermissions = catalog.SetOf(Some.Permissions(asked)), Description = "" });

        Names().ShouldBe(string.Join(' ', asked));
    }

    [Fact]
    public void Noting_again_allocates_nothing()
    {
        var condition = new AccessCondition { Description = "", OneOf = [All("orders:read"), All("orders:write")] };
        Allocation.PerRun(() =>
        {
            Need(condition);
            Need(AccessPolicy.AnyToken.Entries[0].Condition);
            return _needed;
        }).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_is_lost_or_told_twice_while_others_collect()
    {
        const int Tokens = 5_000;
        NeededPermissions[] all = [.. Enumerable.Range(1, Tokens).Select(id => new NeededPermissions(TokenId.Stored(id), The.Permissions))];
        var users = Task.WhenAll(new[] { "orders:read", "orders:write", "orders:read", "orders:write" }.Select(permission => Task.Run(() =>
        {
            foreach (var needed in all)
                _recorder.Need(needed, Engineer, All(permission));
        })));

        var collected = new List<PermissionUse>();
        do
            collected.AddRange(_recorder.CollectPermissions());
        while (!users.IsCompleted);
        await users;
        collected.AddRange(_recorder.CollectPermissions());

        collected.Count.ShouldBe(2 * Tokens);
        collected.ShouldBeUnique();
    }

    [Fact]
    public void Snapshots_note_what_their_token_needs_unless_the_file_declares_it()
    {
        var cached = new CachedToken(Some.Digest(), Some.Facts(), loadedAt: 0);
        var snapshot = cached.SnapshotFor(The.Model);
        _recorder.Need(snapshot.NeededPermissions!, snapshot.Subject, All("orders:read"));
        var declared = Some.Snapshot(Some.Token() with { Id = TokenId.Declared("ci") }, Some.User());

        Names().ShouldBe("orders:read");
        declared.NeededPermissions.ShouldBeNull();
    }

    private static AccessCondition All(params string[] permissions) => new() { AllPermissions = The.Set(permissions), Description = "" };

    private void Need(AccessCondition condition) => _recorder.Need(_needed, Engineer, condition);

    private string Names() => string.Join(' ', _recorder.CollectPermissions().Select(use => use.Permission).Order(StringComparer.Ordinal));
}
