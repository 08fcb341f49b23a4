using System.Net;
using System.Net.Http.Headers;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>A gateway that allows a user few management calls, in windows longer than any test. Each test uses its own users.</summary>
public sealed class LimitedManagement() : EdgeFixture(gateway: $$"""
    { "ManagementLimits": { "Calls": { "Permits": {{CallsText}}, "Window": "1d" }, "Writes": { "Permits": {{WritesText}}, "Window": "1h" } } }
    """)
{
    public const int Calls = 60;

    public const int Writes = 3;

    private const string CallsText = "60";

    private const string WritesText = "3";

    public async Task<ApiClient> OwnerAsync(string user) =>
        Gateway.Api((await Gateway.IssueAsync(user, "Engineers", request => request with { Manages = ManagementRights.Own })).Value);

    public async Task<ApiClient> AdministratorAsync(string user) => Gateway.Api((await Gateway.IssueAsync(
        user, "Administrators", request => request with { Manages = ManagementRights.Own | ManagementRights.Users | ManagementRights.Settings | ManagementRights.Audit })).Value);

    public async Task<HttpStatusCode> StatusOfAsync(IssuedToken token)
    {
        using var client = Gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.tokengateway/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
