namespace TokenGateway.Management.Authentication.Passkeys;

/// <summary>A user as seen by the framework's passkeys: the handle that authenticators store.</summary>
internal sealed record PasskeyOwner(string Handle);
