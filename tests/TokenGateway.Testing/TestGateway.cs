using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TokenGateway.ConfigFiles;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Tokens;
using TokenGateway.Edge.Model;
using TokenGateway.Endpoints;

namespace TokenGateway.Testing;

/// <summary>
/// The real gateway in its own directory: real Kestrel on port 0, real SQLite, the same host as <c>serve</c>.
/// </summary>
public sealed class TestGateway : IAsyncDisposable
{
    /// <summary>Shorter intervals for what a test would only wait for.</summary>
    public static readonly GatewayTimings Quick = new()
    {
        ConfigurationPoll = TimeSpan.FromMilliseconds(100),
        UsageFlush = TimeSpan.FromMilliseconds(250),
        NoticePoll = TimeSpan.FromMilliseconds(100),
        ReadinessGrace = TimeSpan.FromMilliseconds(200),
        UpstreamConnect = TimeSpan.FromSeconds(2),
        RedisAnswer = TimeSpan.FromSeconds(5),
        RedisBeat = TimeSpan.FromMilliseconds(100),
    };

    private readonly WebApplication _app;

    private TestGateway(string folder, WebApplication app)
    {
        Folder = folder;
        _app = app;
    }

    public string Folder { get; }

    public string ConfigPath => Path.Combine(Folder, "gateway.json");

    /// <summary>The edge endpoint, without a trailing slash.</summary>
    public Uri Edge => Addresses[0];

    public Uri Management => Addresses[1];

    /// <summary>All endpoints, in the order of the configuration.</summary>
    public IReadOnlyList<Uri> Addresses =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(one => new Uri(one))];

    public IServiceProvider Services => _app.Services;

    /// <summary>The services of the management API and the portal; creates them if no request has.</summary>
    public IServiceProvider ManagementServices => Services.GetRequiredService<ManagementContainer>().Services;

    /// <summary>Whether a request has needed them.</summary>
    public bool HasManagement => Services.GetRequiredService<ManagementContainer>().IsCreated;

    internal TokenLifecycle Tokens => Services.GetRequiredService<TokenLifecycle>();

    internal UserLifecycle Users => Services.GetRequiredService<UserLifecycle>();

    internal GatewayState State => Services.GetRequiredService<GatewayState>();

    /// <summary>Starts with a configuration; adds endpoints on port 0 if it defines none.</summary>
    public static async Task<TestGateway> StartAsync(
        JsonObject configuration, Action<WebApplicationBuilder>? configure = null, Action<IServiceCollection>? configureManagement = null)
    {
        var folder = Directory.CreateTempSubdirectory("tgw-test-").FullName;
        configuration["Kestrel"] ??= JsonNode.Parse("""
            { "Endpoints": { "Edge": { "Url": "http://127.0.0.1:0" }, "Management": { "Url": "http://127.0.0.1:0" } } }
            """);
        configuration["Serilog"] ??= JsonNode.Parse("""{ "WriteTo": [] , "MinimumLevel": "Fatal" }""");
        await File.WriteAllTextAsync(Path.Combine(folder, "gateway.json"), configuration.ToJsonString());
        var app = GatewayHost.Create(new GatewayHostOptions
        {
            ConfigFile = new ConfigFile(Path.Combine(folder, "gateway.json")),
            Configure = builder =>
            {
                builder.Services.AddSingleton(Quick);
                configure?.Invoke(builder);
            },
            ConfigureManagement = configureManagement,
        });
        await app.StartAsync();
        return new TestGateway(folder, app);
    }

    /// <summary>Replaces the content of the file; the running gateway reloads it within a second.</summary>
    public Task RewriteAsync(JsonObject configuration) => File.WriteAllTextAsync(ConfigPath, configuration.ToJsonString());

    /// <summary>Runs a CLI command with this gateway's configuration.</summary>
    public Task<CliResult> CliAsync(params string[] args) => Cli.RunAsync([.. args, "--config", ConfigPath]);

    /// <summary>Creates the user if necessary, and a token for the user; returns the token's value and id.</summary>
    public async Task<IssuedToken> IssueAsync(string user, string role, Func<IssueRequest, IssueRequest>? shape = null)
    {
        var @operator = Actor.Operator("test");
        var model = State.Current.Access;
        var owner = new User { Id = UserId.Parse(user), Email = $"{user}@example.com", Roles = [RoleName.Parse(role)] };
        await Users.CreateAsync(@operator, owner, model, CancellationToken.None);
        var request = new IssueRequest { Owner = owner.Id, Name = "test" };
        request = shape?.Invoke(request) ?? request;
        await GiveRealmAsync(request.Owner, request.Realm);
        var issued = await Tokens.IssueAsync(@operator, request, model, CancellationToken.None);
        return issued.Value ?? throw new InvalidOperationException(issued.Error!.Message);
    }

    /// <summary>Adds a realm to those of a stored user.</summary>
    internal async Task GiveRealmAsync(UserId id, Realm realm)
    {
        var (@operator, model) = (Actor.Operator("test"), State.Current.Access);
        if ((await Users.GetAsync(@operator, id, model, CancellationToken.None)).Value is { IsDeclared: false } user && !user.Realms.Contains(realm))
            await Users.SetRealmsAsync(@operator, id, user.Realms.Union(RealmSet.Of(realm)), model, CancellationToken.None);
    }

    /// <summary>Waits until the permissions of rules are recorded, then backdates tokens and the record by a number of days; last uses are unchanged.</summary>
    public async Task AgeAsync(int days)
    {
        await Eventually.BecomesTrueAsync(() => Task.FromResult(Execute("SELECT count(*) FROM recorded_permissions") > 0), "permissions are recorded");
        // Written apart from the permissions, and only what is in use is judged by them.
        await Eventually.BecomesTrueAsync(
            () => Task.FromResult(Execute("SELECT count(*) FROM token_permissions WHERE token NOT IN (SELECT token FROM token_usage WHERE used_at IS NOT NULL)") == 0),
            "the uses are written");
        Execute($"UPDATE tokens SET created_at = created_at - {TimeSpan.FromDays(days).Ticks}; UPDATE recorded_permissions SET since = since - {days}; SELECT 0");
    }

    private long Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "data", "tokengateway.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>A client of the edge that follows no redirects and stores no cookies.</summary>
    public HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
    })
    { BaseAddress = Edge };

    /// <summary>A client of the management API; anonymous without a token.</summary>
    public ApiClient Api(string? token = null) => new(Management, token);

    /// <summary>Stops as on SIGTERM: first the signal, then the host. Completes when the host has stopped.</summary>
    public Task StopAsync()
    {
        Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        return _app.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
