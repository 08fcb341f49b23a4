namespace TokenGateway.Management.Api.Users;

/// <summary>All passkeys of a user, oldest first.</summary>
internal sealed record PasskeyList(IReadOnlyList<PasskeyView> Items);
