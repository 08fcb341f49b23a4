using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests;

/// <summary>The gateway with the sample of a dialect as it is shipped, and an upstream that shows what reaches it.</summary>
public sealed class DialectGateway : IAsyncDisposable
{
    private static readonly Actor Operator = Actor.Operator("test");

    private DialectGateway(TestGateway gateway, TestUpstream upstream)
    {
        (Gateway, Upstream) = (gateway, upstream);
        Client = gateway.CreateClient();
    }

    public TestGateway Gateway { get; }

    public TestUpstream Upstream { get; }

    /// <summary>Of the edge; sends only the headers it is given.</summary>
    public HttpClient Client { get; }

    /// <param name="sample">The name of a file in <c>config/dialects</c>, without <c>.json</c>.</param>
    /// <param name="changed">What is different from the sample.</param>
    public static async Task<DialectGateway> StartAsync(string sample, Action<JsonObject>? changed = null, Action<WebApplicationBuilder>? configure = null)
    {
        var upstream = await TestUpstream.StartAsync();
        var configuration = Sample(sample, upstream.Address);
        changed?.Invoke(configuration);
        return new DialectGateway(await TestGateway.StartAsync(configuration, configure), upstream);
    }

    /// <summary>The same for a whole configuration.</summary>
    public static async Task<DialectGateway> StartAsync(Func<string, JsonObject> configuration, Action<WebApplicationBuilder>? configure = null)
    {
        var upstream = await TestUpstream.StartAsync();
        return new DialectGateway(await TestGateway.StartAsync(configuration(upstream.Address), configure), upstream);
    }

    /// <summary>The sample with all its clusters at this upstream and ports of its own.</summary>
    public static JsonObject Sample(string name, string upstream) => Configs.Dialect(name, upstream);

    /// <summary>A token of a user who is made with this role if there is none yet.</summary>
    public Task<IssuedToken> IssueAsync(string user, string role, Func<IssueRequest, IssueRequest>? shape = null) => Gateway.IssueAsync(user, role, shape);

    /// <param name="headers">Sent as they are; those of the body with it.</param>
    public Task<Answer> SendAsync(string method, string path, string? body = null, string? contentType = null, params (string Name, string Value)[] headers) =>
        SendAsync(new Uri(path, UriKind.Relative), method, body, contentType, headers);

    private async Task<Answer> SendAsync(Uri address, string method, string? body, string? contentType, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null || contentType is not null)
        {
            request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body ?? ""));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType ?? "application/json");
        }

        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Makes a user.</summary>
    /// <param name="password">Null: none.</param>
    public async Task<User> AddUserAsync(string id, string role, string? name = null, string? password = null, bool canCreate = false)
    {
        var user = new User { Id = UserId.Parse(id), Name = name, Email = $"{id}@example.com", Roles = [RoleName.Parse(role)], CanCreateTokens = canCreate };
        var hash = password is null ? null : new PasswordHasher<string>().HashPassword("", password);
        return (await Gateway.Users.CreateAsync(Operator, user, hash, Gateway.State.Current.Access, CancellationToken.None)).Value!;
    }

    /// <summary>A service account whose row has a password, which no rule lets it have.</summary>
    public async Task AddAccountAsync(string id, string role, string password)
    {
        var user = new User { Id = UserId.Parse(id), Roles = [RoleName.Parse(role)], CanCreateTokens = true, Maintainers = MaintainerSet.None };
        (await Gateway.Users.CreateAsync(Operator, user, Gateway.State.Current.Access, CancellationToken.None)).Succeeded.ShouldBeTrue();
        var entry = new AuditEntry(Operator.Audit, AuditAction.UserPasswordChanged, "user:" + id);
        (await Gateway.Services.GetRequiredService<IUserStore>().SetPasswordHashAsync(user.Id, new PasswordHasher<string>().HashPassword("", password), entry, WriteBasis.None, CancellationToken.None)).ShouldBeTrue();
    }

    /// <summary>Sends to the Management endpoint.</summary>
    public Task<Answer> ManageAsync(string method, string path, string? body = null, string? contentType = null, params (string Name, string Value)[] headers) =>
        SendAsync(new Uri(Gateway.Management, path), method, body, contentType, headers);

    /// <summary>The session's cookie as a browser sends it.</summary>
    public async Task<string> SignInAsync(string user, string password)
    {
        var answer = await ManageAsync("POST", "/api/v1/session", $$"""{ "user": "{{user}}", "password": "{{password}}" }""");
        answer.Status.ShouldBe(201);
        return Regex.Match(answer.Header("Set-Cookie")!, "__Host-tgw-session=[^;]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
    }

    /// <summary>With one <c>Authorization</c> header.</summary>
    public Task<Answer> SendAsAsync(string authorization, string method, string path, string? body = null) =>
        SendAsync(method, path, body, null, ("Authorization", authorization));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
