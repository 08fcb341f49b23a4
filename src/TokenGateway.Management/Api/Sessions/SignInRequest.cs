namespace TokenGateway.Management.Api.Sessions;

/// <summary>The request to sign in. Not a record: a generated <c>ToString</c> would print the password.</summary>
internal sealed class SignInRequest
{
    public string? User { get; init; }

    public string? Password { get; init; }
}
