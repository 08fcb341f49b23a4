using Microsoft.AspNetCore.DataProtection;

namespace TokenGateway.DataProtection;

/// <summary>Data protection that is created when something is protected or unprotected for the first time.</summary>
internal sealed class LazyDataProtection(Func<IDataProtectionProvider> create) : IDataProtectionProvider
{
    private readonly Lazy<IDataProtectionProvider> _provider = new(create);

    public IDataProtector CreateProtector(string purpose) => new Protector(() => _provider.Value.CreateProtector(purpose));

    private sealed class Protector(Func<IDataProtector> create) : IDataProtector
    {
        private readonly Lazy<IDataProtector> _protector = new(create);

        public IDataProtector CreateProtector(string purpose) => new Protector(() => _protector.Value.CreateProtector(purpose));

        public byte[] Protect(byte[] plaintext) => _protector.Value.Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData) => _protector.Value.Unprotect(protectedData);
    }
}
