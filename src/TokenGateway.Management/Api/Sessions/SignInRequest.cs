namespace TokenGateway.Management.Api.Sessions;

/// <summary>The request to sign in.</summary>
// Not a record: a generated ToString would print the password.
internal sealed class SignInRequest
{
    public string? User { get; init; }

    public string? Password { get; init; }
}
