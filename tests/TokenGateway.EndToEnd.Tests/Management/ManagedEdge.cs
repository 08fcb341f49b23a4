using TokenGateway.Core.Access;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>The sample with managing callers (an owner, another owner, an administrator) and with declared tokens.</summary>
public sealed class ManagedEdge() : EdgeFixture(routes: """
    {
      "files": { "ClusterId": "legacy", "Match": { "Path": "/files/{**rest}" },
        "TokenGateway": { "Policy": "Default", "AllowEncodedSlash": true, "AllowPathParameters": true, "AllowEmptySegments": true } },
      "vault": { "ClusterId": "legacy", "Match": { "Path": "/files/private/{**rest}" }, "TokenGateway": { "Access": [ { "MinRole": "Administrators" } ] } },
      "open": { "ClusterId": "legacy", "Match": { "Path": "/open/{**rest}" }, "TokenGateway": { "Anonymous": true, "AllowEmptySegments": true } },
      "closed": { "ClusterId": "legacy", "Match": { "Path": "/open/private/{**rest}" }, "TokenGateway": { "Access": [ { "MinRole": "Administrators" } ] } }
    }
    """, gateway: $$"""
    {
      "Users": { "dave": { "Email": "dave@example.com", "Roles": ["Users"] } },
      "StaticTokens": [ { "Name": "ci", "User": "dave", "Sha256": "{{DeclaredDigest}}", "Role": "Users" } ]
    }
    """)
{
    /// <summary>The value of the token declared for dave.</summary>
    public const string DeclaredValue = "the-declared-value-of-dave";

    private const string DeclaredDigest = "7a2702023d0cccae2b3e80421176d58f47cb008402dfde20af700fce421f153d";

    private const ManagementRights Everything =
        ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Users | ManagementRights.Settings | ManagementRights.Audit;

    /// <summary>The client of alice, an engineer, who manages her own tokens.</summary>
    public ApiClient Owner { get; private set; } = null!;

    /// <summary>The client of bob, another engineer.</summary>
    public ApiClient Other { get; private set; } = null!;

    /// <summary>The client of adam, who manages everything.</summary>
    public ApiClient Admin { get; private set; } = null!;

    public ApiClient Nobody { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Owner = Gateway.Api(await OwnerTokenAsync("alice"));
        Other = Gateway.Api(await OwnerTokenAsync("bob"));
        Admin = Gateway.Api((await Gateway.IssueAsync("adam", "Administrators", request => request with { Manages = Everything })).Value);
        Nobody = Gateway.Api();
    }

    /// <summary>Creates a token that manages its owner's tokens; the user is created as an engineer if necessary.</summary>
    public async Task<string> OwnerTokenAsync(string user) =>
        (await Gateway.IssueAsync(user, "Engineers", request => request with { Manages = ManagementRights.Own })).Value;
}
