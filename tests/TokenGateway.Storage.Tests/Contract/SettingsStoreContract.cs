using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>What every store of settings keeps.</summary>
public abstract class SettingsStoreContract : StoreContract
{
    private static readonly AuditEntry Changed = new(AuditActor.Gateway, AuditAction.SettingsChanged, "settings");

    [Fact]
    public async Task Without_a_write_there_are_none() => (await Store.Settings.ReadAsync(default)).ShouldBeEmpty();

    [Fact]
    public async Task Values_are_set_replaced_taken_back_and_kept()
    {
        await WriteAsync(("Enabled", "false"), ("MaxPerUser", "7"));
        await WriteAsync(("MaxPerUser", "8"), ("Creators", "\"Selected\""));
        await WriteAsync(("Enabled", null), ("MaxLifetime", null));
        await ReopenAsync();

        (await Store.Settings.ReadAsync(default)).OrderBy(one => one.Key, StringComparer.Ordinal)
            .ShouldBe([new("Creators", "\"Selected\""), new("MaxPerUser", "8")]);
    }

    [Fact]
    public async Task A_write_is_a_change_for_every_follower_and_a_record()
    {
        await using var reader = await Store.Changes!.OpenAsync(null, default);
        await reader.ReadAsync(default);

        await WriteAsync(("Enabled", "false"));

        (await reader.ReadAsync(default)).Changes.ShouldBe([new Change(ChangeKind.SettingsChanged, "")]);
        (await Store.Audit.ListNewestAsync(AuditFilter.All, null, 1, default)).ShouldHaveSingleItem().Entry.ShouldBe(Changed);
    }

    private ValueTask WriteAsync(params (string Name, string? Value)[] changes) => Store.Settings.WriteAsync(
        changes.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal), Changed, default);
}
