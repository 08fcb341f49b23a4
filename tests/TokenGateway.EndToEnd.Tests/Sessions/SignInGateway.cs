using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Sessions;

/// <summary>A gateway with users who have passwords, an upstream, a counting hasher and a clock that can be ahead.</summary>
internal sealed class SignInGateway : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private static readonly Actor Operator = Actor.Operator("test");

    private SignInGateway(TestUpstream upstream) => Upstream = upstream;

    public TestUpstream Upstream { get; }

    public TestGateway Gateway { get; private set; } = null!;

    public CountingHasher Hasher { get; } = new();

    public ShiftedClock Clock { get; } = new();

    public IAuditLog Audit => Gateway.Services.GetRequiredService<IAuditLog>();

    /// <param name="ours">Keys of the section TokenGateway, as JSON.</param>
    /// <param name="change">What else the configuration says.</param>
    /// <param name="configure">Further changes to the host.</param>
    /// <param name="configureManagement">Further changes to the services of the management API and the portal.</param>
    public static async Task<SignInGateway> StartAsync(
        string ours = "{}", Action<JsonObject>? change = null, Action<WebApplicationBuilder>? configure = null, Action<IServiceCollection>? configureManagement = null)
    {
        var upstream = await TestUpstream.StartAsync();
        var all = new SignInGateway(upstream);
        var configuration = Configs.AnyToken(upstream.Address);
        foreach (var (key, value) in JsonNode.Parse(ours)!.AsObject())
            configuration["TokenGateway"]![key] = value?.DeepClone();
        change?.Invoke(configuration);
        all.Gateway = await TestGateway.StartAsync(configuration, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(all.Clock);
            configure?.Invoke(builder);
        }, services =>
        {
            services.AddSingleton<IPasswordHasher<string>>(all.Hasher);
            configureManagement?.Invoke(services);
        });
        return all;
    }

    /// <summary>Creates a user with <see cref="Password"/>, or without a password.</summary>
    public async Task<User> AddAsync(string id, string role = "Engineers", bool hasPassword = true)
    {
        var user = new User { Id = UserId.Parse(id), Roles = [RoleName.Parse(role)] };
        var hash = hasPassword ? new PasswordHasher<string>().HashPassword("", Password) : null;
        return (await Gateway.Users.CreateAsync(Operator, user, hash, Gateway.State.Current.Access, default)).Value!;
    }

    /// <summary>Creates a service account whose row has a password, which no rule allows.</summary>
    public async Task AddAccountAsync(string id)
    {
        var user = new User { Id = UserId.Parse(id), Roles = [RoleName.Parse("Engineers")], Maintainers = MaintainerSet.None };
        (await Gateway.Users.CreateAsync(Operator, user, Gateway.State.Current.Access, default)).Succeeded.ShouldBeTrue();
        var entry = new AuditEntry(Operator.Audit, AuditAction.UserPasswordChanged, "user:" + id);
        (await Gateway.Services.GetRequiredService<IUserStore>().SetPasswordHashAsync(user.Id, new PasswordHasher<string>().HashPassword("", Password), entry, WriteBasis.None, default)).ShouldBeTrue();
    }

    public async Task ChangeAsync(Func<UserLifecycle, Actor, ValueTask<LifecycleResult<User>>> change) =>
        (await change(Gateway.Users, Operator)).Succeeded.ShouldBeTrue();

    public Browser Open(string from = "127.0.0.1") => new(Gateway.Management, from);

    /// <summary>A request on Management that did not arrive over a network.</summary>
    public HttpContext NewContext(string? cookie = null)
    {
        var context = new DefaultHttpContext { RequestServices = Gateway.ManagementServices.CreateScope().ServiceProvider };
        context.Request.Scheme = "https";
        context.Request.Host = new HostString("localhost");
        if (cookie is not null)
            context.Request.Headers.Cookie = cookie;
        return context;
    }

    /// <summary>A browser in which the user is signed in.</summary>
    public async Task<Browser> SignedInAsync(string user)
    {
        var browser = Open();
        (await browser.SignInAsync(user, Password)).Status.ShouldBe(201);
        return browser;
    }

    public async Task<IReadOnlyList<AuditEntry>> AuditedAsync(AuditAction action) =>
        [.. (await Audit.ListAsync(new AuditFilter { Action = action }, 0, 1000, default)).Select(record => record.Entry)];

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        Hasher.Dispose();
    }
}
