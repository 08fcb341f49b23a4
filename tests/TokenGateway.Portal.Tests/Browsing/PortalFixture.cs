using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>The gateway as its sample configures it, an upstream behind it, three people with passwords, and a real browser.</summary>
public class PortalFixture : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    private readonly Chromium _chromium = new();

    public TestUpstream Upstream { get; private set; } = null!;

    public TestGateway Gateway { get; private set; } = null!;

    public HttpClient Edge { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Upstream = await TestUpstream.StartAsync();
        Gateway = await TestGateway.StartAsync(Configure(Upstream.Address));
        Edge = Gateway.CreateClient();
        foreach (var (id, role, realm) in People)
            await AddUserAsync(id, role, realm);
        foreach (var (id, maintainer) in Accounts)
            await AddAccountAsync(id, maintainer);
        await _chromium.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _chromium.DisposeAsync();
        Edge.Dispose();
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    /// <summary>Who may sign in.</summary>
    protected virtual IEnumerable<(string Id, string Role, string Realm)> People => [("uma", "Users", "default"), ("erik", "Engineers", "default"), ("ada", "Administrators", "default")];

    /// <summary>Owners that are no person, with who maintains them.</summary>
    protected virtual IEnumerable<(string Id, string? Maintainer)> Accounts => [];

    protected virtual JsonObject Configure(string upstream) => Configs.Sample(upstream);

    public async Task AddUserAsync(string id, string role, string realm = "default")
    {
        var user = new User { Id = UserId.Parse(id), Roles = [RoleName.Parse(role)], Realms = RealmSet.Of(Realm.Parse(realm)) };
        await Gateway.Users.CreateAsync(Actor.Operator("test"), user, new PasswordHasher<string>().HashPassword("", Password), Gateway.Services.GetRequiredService<IAccessModelSource>().Current, default);
    }

    /// <summary>An owner that is no person.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="maintainer">Who manages its tokens; null: nobody.</param>
    /// <param name="role">What it has.</param>
    public async Task AddAccountAsync(string id, string? maintainer, string role = "Users")
    {
        var model = Gateway.Services.GetRequiredService<IAccessModelSource>().Current;
        var maintainers = await Gateway.Services.GetRequiredService<ServiceAccounts>().ReadAsync(
            Actor.Operator("test"), maintainer is null ? [] : [UserId.Parse(maintainer)], model, default);
        var account = new User { Id = UserId.Parse(id), Roles = [RoleName.Parse(role)], Maintainers = maintainers.Value };
        (await Gateway.Users.CreateAsync(Actor.Operator("test"), account, model, default)).Error.ShouldBeNull();
    }

    /// <summary>A window that nobody has signed in to; what its console says is in <see cref="Window.Complaints"/>.</summary>
    public Task<Window> OpenAsync(BrowserNewContextOptions? options = null) =>
        _chromium.OpenAsync(new Uri(Gateway.Management.ToString().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)), options);

    public async Task<Window> SignedInAsync(string user, BrowserNewContextOptions? options = null)
    {
        var window = await OpenAsync(options);
        await window.SignInAsync(user);
        return window;
    }

    /// <summary>The status of a request on the edge.</summary>
    public async Task<int> GetAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var response = await Edge.SendAsync(request);
        return (int)response.StatusCode;
    }

    internal async Task<IssuedToken> IssueAsync(string user, string name, Func<IssueRequest, IssueRequest>? shape = null)
    {
        var request = new IssueRequest { Owner = UserId.Parse(user), Name = name };
        return (await Gateway.Tokens.IssueAsync(Actor.Operator("test"), shape?.Invoke(request) ?? request, Gateway.Services.GetRequiredService<IAccessModelSource>().Current, default)).Value!;
    }
}
