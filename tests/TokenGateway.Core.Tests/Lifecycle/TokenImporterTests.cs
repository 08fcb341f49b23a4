using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tests.Fakes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using static TokenGateway.Core.Refusals.RefusalCode;

namespace TokenGateway.Core.Tests.Lifecycle;

public sealed class TokenImporterTests
{
    private readonly InMemoryStore _store = Cast.Store();

    [Fact]
    public async Task Imported_values_are_found_and_recorded()
    {
        var result = await ImportAsync([Wanted("alice", "role=Users", 1), Wanted("bob", "", 2)]);

        result.Refusals.ShouldBeEmpty();
        result.Tokens.Select(one => one.Owner.Value).ShouldBe(["alice", "bob"]);
        (await _store.FindAsync(Some.Digest(1), default)).ShouldNotBeNull().Token.Role.Value.ShouldBe("Users");
        _store.Audited.Select(one => one.Action).ShouldBe([AuditAction.TokenImported, AuditAction.TokenImported]);
        _store.Journal.Count(one => one.StartsWith("told TokenAdded", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task All_that_stands_in_the_way_is_told_at_once_and_nothing_is_kept()
    {
        await ImportAsync([Wanted("alice", "", 1)]);
        var result = await ImportAsync(
        [
            Wanted("alice", "", 2), Wanted("nobody", "", 3), Wanted("alice", "role=Administrators", 4), Wanted("alice", "", 1),
            Wanted("alice", "", 5) with { Digest = TokenDigest.Of("") }, Wanted("alice", "ends=-1", 6),
        ]);

        result.Tokens.ShouldBeEmpty();
        result.Refusals.Select(one => (one.Key, one.Value.Code)).ShouldBe(
            [(1, UserNotFound), (2, RoleNotHeld), (3, ValueKnown), (4, ValueTooWeak), (5, EndInThePast)]);
        (await _store.FindAsync(Some.Digest(2), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Dry_run_keeps_nothing()
    {
        var result = await ImportAsync([Wanted("alice", "", 1)], isDryRun: true);
        (result.Refusals.Length, result.Tokens.Length).ShouldBe((0, 0));
        (await _store.FindAsync(Some.Digest(1), default)).ShouldBeNull();
    }

    [Theory]
    [InlineData("own", "bob", Forbidden)]
    [InlineData("own, role Users", "alice", RoleNotHeld)]
    [InlineData("own", "alice", null)]
    public async Task Ceilings_hold_for_imports_too(string actor, string owner, RefusalCode? expected)
    {
        var result = await ImportAsync([Wanted(owner, "", 1)], actor: actor);
        (result.Refusals is [var refusal] ? refusal.Value.Code : (RefusalCode?)null).ShouldBe(expected);
    }

    private static ImportRequest Wanted(string owner, string text, long value) => new(Wish.Parse(owner, text), Some.Digest(value), "...");

    private Task<ImportResult> ImportAsync(ImportRequest[] requests, bool isDryRun = false, string actor = "operator")
    {
        var model = Cast.Model();
        return new TokenImporter(_store, _store, _store, new FakeClock()).ImportAsync(Cast.Actor(actor, model), requests, isDryRun, model, default).AsTask();
    }
}
