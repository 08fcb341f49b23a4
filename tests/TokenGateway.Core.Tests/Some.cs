using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests;

/// <summary>Builders: every part has a sensible value that a test replaces where it matters.</summary>
internal static class Some
{
    public static ImmutableArray<PermissionName> Permissions(params string[] names) => [.. names.Select(PermissionName.Parse)];

    public static ImmutableArray<RoleName> Roles(params string[] names) => [.. names.Select(RoleName.Parse)];

    public static ImmutableArray<PermissionPattern> Patterns(params string[] patterns) => [.. patterns.Select(Pattern)];

    public static PermissionPattern Pattern(string text) =>
        PermissionPattern.TryParse(text, out var pattern) ? pattern : throw new FormatException(text);

    public static RoleDefinition Role(
        string name, int? rank, string[] permissions, ManagementRights manages = ManagementRights.None) =>
        new(RoleName.Parse(name), rank, Patterns(permissions), manages);

    public static AccessModel Model(
        TokenOptions? tokens = null, ImmutableArray<IdentitySet>? identity = null, IEnumerable<User>? users = null,
        IEnumerable<KeyValuePair<TokenDigest, Token>>? declared = null) =>
        new(The.Roles, The.Permissions, identity ?? [], tokens ?? new TokenOptions(), users ?? [], declared ?? []);

    public static User User(string id = "alice", params string[] roles) =>
        new() { Id = UserId.Parse(id), Roles = Roles(roles is [] ? ["Engineers"] : roles) };

    public static Token Token(long id = 7, string owner = "alice", string role = "Engineers") => new()
    {
        Id = TokenId.Stored(id),
        Name = "ci",
        Owner = UserId.Parse(owner),
        Role = RoleName.Parse(role),
        CreatedAt = The.Start,
        CreatedBy = "cli:tests",
    };

    public static TokenFacts Facts(long id = 7, string owner = "alice") => new(Token(id, owner), User(owner));

    public static TokenDigest Digest(long id = 7) => TokenDigest.Of($"value {id}");

    public static TokenSnapshot Snapshot(Token token, User? owner, AccessModel? model = null) =>
        TokenSnapshot.Compile(new TokenFacts(token, owner), model ?? The.Model);
}
