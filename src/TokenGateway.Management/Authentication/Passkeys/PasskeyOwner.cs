namespace TokenGateway.Management.Authentication.Passkeys;

/// <summary>A user as the framework's passkeys know one: by the handle that authenticators keep.</summary>
internal sealed record PasskeyOwner(string Handle);
