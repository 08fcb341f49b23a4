namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>An entry of <see cref="KnownSignIns"/>, and its mark when it was found: another may have replaced it since.</summary>
internal readonly record struct KnownSignIn(int Place, long Mark);
