using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace TokenGateway.DataProtection;

/// <summary>Configures the framework to keep its keys in the store.</summary>
internal sealed class StoredKeysSetup(IServiceProvider services) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = new StoredKeys(services);
}
