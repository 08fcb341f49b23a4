using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Oidc;

/// <summary>A gateway whose people sign in at a real provider.</summary>
public class OidcFixture : IAsyncLifetime
{
    /// <summary>Of <c>server.js</c>.</summary>
    protected virtual string[] ProviderArguments => [];

    internal OidcServer Provider { get; private set; } = null!;

    public TestGateway Gateway { get; private set; } = null!;

    public TestUpstream Upstream { get; private set; } = null!;

    /// <summary>The portal, by the name of this machine.</summary>
    public Uri Portal => new(Gateway.Management.ToString().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    internal AccessModel Model => Gateway.Services.GetRequiredService<IAccessModelSource>().Current;

    internal IUserStore Users => Gateway.Services.GetRequiredService<IUserStore>();

    public async Task InitializeAsync()
    {
        Provider = await OidcServer.StartAsync(ProviderArguments);
        Upstream = await TestUpstream.StartAsync();
        var configuration = Configs.Sample(Upstream.Address);
        configuration["TokenGateway"]!["SignIn"] = new JsonObject { ["Oidc"] = Shape(Provider.Configuration()) };
        Gateway = await TestGateway.StartAsync(configuration);
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>What the gateway's file says of the provider.</summary>
    protected virtual JsonObject Shape(JsonObject oidc) => oidc;

    public static bool IsCallback(Uri address) => address.AbsolutePath == "/sign-in/oidc/callback";

    /// <summary>Somebody at the form of the provider, sent there by the portal.</summary>
    internal async Task<Traveller> AtProviderAsync(string query = "")
    {
        var traveller = new Traveller();
        await traveller.GoAsync(new Uri(Portal, "/sign-in/oidc" + query));
        traveller.At.Authority.ShouldBe(Provider.Issuer.Authority);
        return traveller;
    }

    /// <summary>Somebody back from the provider, wherever that ended.</summary>
    internal async Task<Traveller> SignInAsync(string login, string query = "")
    {
        var traveller = await AtProviderAsync(query);
        await traveller.SignInAsync(login);
        return traveller;
    }

    internal async Task<User?> UserAsync(string id) => await Users.GetAsync(UserId.Parse(id), default);

    internal async Task<User> AddUserAsync(string id, string role, string? email = null) => (await Gateway.Users.CreateAsync(
        Actor.Operator("test"), new User { Id = UserId.Parse(id), Email = email, Roles = [RoleName.Parse(role)] }, Model, default)).Value!;

    internal async Task<IReadOnlyList<AuditEntry>> RecordsAsync(string user) =>
        [.. (await Gateway.Services.GetRequiredService<IAuditLog>().ListNewestAsync(new AuditFilter { Subject = "user:" + user }, null, 50, default)).Select(record => record.Entry)];
}
