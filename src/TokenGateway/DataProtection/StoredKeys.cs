using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using TokenGateway.Core.Storage;

namespace TokenGateway.DataProtection;

/// <summary>
/// Keeps the framework's data protection keys in the store: all nodes of a store share them, and none is written to a
/// system folder. The framework calls synchronously, on first use and when keys are due; the store has threads of its own.
/// </summary>
internal sealed class StoredKeys(IServiceProvider services) : IXmlRepository
{
    // Resolved on use: the validation of the first configuration, which names the store, resolves services that use keys
    // later.
    private IProtectionKeyStore Store => services.GetRequiredService<IProtectionKeyStore>();

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Wait(() => Store.ListAsync(CancellationToken.None).AsTask()).Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        Wait(async () =>
        {
            await Store.PutAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None);
            return true;
        });
    }

    // On another thread: the caller may have a synchronization context, where the continuation would deadlock.
    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
