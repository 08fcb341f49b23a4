namespace TokenGateway.Storage.Tests.Contract;

/// <summary>What every store of protection keys keeps.</summary>
public abstract class ProtectionKeyStoreContract : StoreContract
{
    [Fact]
    public async Task Keys_are_there_for_every_process_and_after_a_restart()
    {
        await using var other = Fixture.Open();
        (await Store.ProtectionKeys.ListAsync(default)).ShouldBeEmpty();

        await Store.ProtectionKeys.PutAsync("key-1", "<key id=\"1\" />", default);
        await other.ProtectionKeys.PutAsync("key-2", "<key id=\"2\" />", default);
        await ReopenAsync();

        (await Store.ProtectionKeys.ListAsync(default)).ShouldBe(["<key id=\"1\" />", "<key id=\"2\" />"], ignoreOrder: true);
    }

    [Fact]
    public async Task Key_of_the_same_name_is_replaced()
    {
        await Store.ProtectionKeys.PutAsync("key-1", "<old />", default);
        await Store.ProtectionKeys.PutAsync("key-1", "<new />", default);

        (await Store.ProtectionKeys.ListAsync(default)).ShouldBe(["<new />"]);
    }
}
