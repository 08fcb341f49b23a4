using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TokenGateway.Testing;

/// <summary>A real OpenID Connect provider, the process of <c>tests/oidc/server.js</c>. Its client is <c>gateway</c>.</summary>
internal sealed class OidcServer : IAsyncDisposable
{
    public const string ClientSecret = "gateway-secret";

    private readonly ChildProcess _process;
    private readonly HttpClient _client = new();

    private OidcServer(ChildProcess process) => _process = process;

    public Uri Issuer { get; private set; } = null!;

    /// <param name="arguments">The arguments of <c>server.js</c>.</param>
    public static async Task<OidcServer> StartAsync(params string[] arguments)
    {
        var script = Path.Combine(Configs.RepositoryRoot(), "tests", "oidc", "server.js");
        var server = new OidcServer(ChildProcess.Start("node", [script, .. arguments]));
        await Eventually.BecomesTrueAsync(
            () => server._process.HasExited
                ? throw new InvalidOperationException(string.Join('\n', server._process.Error))
                : Task.FromResult(server._process.Output.Count > 0),
            "the provider listens");
        using var first = JsonDocument.Parse(server._process.Output[0]);
        server.Issuer = new Uri(first.RootElement.GetProperty("issuer").GetString()!);
        return server;
    }

    /// <summary>Creates or changes an account; its subject is the login.</summary>
    /// <param name="login">The login that is entered at the provider.</param>
    /// <param name="claims">The claims, as JSON.</param>
    /// <param name="wrong">Claims that replace those in its ID tokens, as JSON; see <c>server.js</c> for further members.</param>
    /// <param name="userInfo">The response of the userinfo endpoint; null for the claims.</param>
    /// <param name="holds">Whether its next token is held back until the account is put again.</param>
    public async Task PutAsync(string login, string claims, string? wrong = null, string? userInfo = null, bool holds = false)
    {
        var account = new JsonObject
        {
            ["login"] = login,
            ["claims"] = JsonNode.Parse(claims),
            ["wrong"] = wrong is null ? null : JsonNode.Parse(wrong),
            ["userinfo"] = userInfo,
            ["hold"] = holds,
        };
        using var answer = await _client.PostAsJsonAsync(new Uri(Issuer, "/test/accounts"), account);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The number of metadata requests the provider received, and of tokens it holds back.</summary>
    public async Task<(int Discoveries, int Held)> CountsAsync()
    {
        var counts = (await _client.GetFromJsonAsync<JsonObject>(new Uri(Issuer, "/test/counts")))!;
        return ((int)counts["discovery"]!, (int)counts["held"]!);
    }

    /// <summary>The provider's section in the gateway's configuration.</summary>
    public JsonObject Configuration() => JsonNode.Parse($$"""
        {
          "Authority": "{{Issuer.OriginalString}}", "ClientId": "gateway", "ClientSecret": "{{ClientSecret}}", "DisplayName": "Example ID",
          "Scopes": ["openid", "profile", "email", "groups"],
          "RoleMap": { "staff": "Users", "builders": "Engineers", "admins": "Administrators" },
          "RealmClaim": "teams", "RealmMap": { "red": "red", "blue": "blue", "all": "*" }
        }
        """)!.AsObject();

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _process.DisposeAsync();
    }
}
