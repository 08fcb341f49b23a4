namespace TokenGateway.Conformance.Tests.Gcore;

/// <summary>The sample as it is, and whoever calls.</summary>
public sealed class GcoreSample() : SampleGateway("gcore")
{
    public const string Tokens = "/iam/v2/clients/456/tokens";

    public const string OldTokens = "/iam/clients/456/tokens";

    /// <summary>A token that manages its owner's, and whatever its owner's role manages.</summary>
    public async Task<string> KeyAsync(string user, string role) => "APIKey " + (await Gateway.IssueAsync(
        user, role, wish => wish with { Manages = role == "Administrators" ? Core.Access.ManagementRights.Own | Core.Access.ManagementRights.Tokens | Core.Access.ManagementRights.Users : Core.Access.ManagementRights.Own })).Value;
}
