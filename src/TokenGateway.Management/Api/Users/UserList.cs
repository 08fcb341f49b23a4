namespace TokenGateway.Management.Api.Users;

/// <summary>A page of users by ascending id.</summary>
/// <param name="Next">The cursor of the next page; null: this is the last.</param>
internal sealed record UserList(IReadOnlyList<UserView> Items, string? Next);
