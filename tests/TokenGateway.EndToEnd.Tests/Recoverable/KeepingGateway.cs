using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Recoverable;

/// <summary>A gateway that stores values, with its store in a separate directory; can be restarted with other keys, or with none.</summary>
internal sealed class KeepingGateway : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private KeepingGateway(TestGateway gateway, SteppedClock clock, string folder) => (Gateway, Clock, Folder) = (gateway, clock, folder);

    public static string KeyA { get; } = Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray());

    public static string KeyB { get; } = Convert.ToBase64String(Enumerable.Repeat((byte)2, 32).ToArray());

    public TestGateway Gateway { get; }

    public SteppedClock Clock { get; }

    public string Folder { get; }

    /// <param name="folder">The directory of the store and the key file.</param>
    /// <param name="keys">The content of the key file; null if values are not stored.</param>
    public static async Task<KeepingGateway> StartAsync(string folder, string? keys, Action<JsonObject>? change = null, Action<IServiceCollection>? services = null)
    {
        var configuration = Configs.AnyToken("http://127.0.0.1:9/");
        var section = configuration["TokenGateway"]!.AsObject();
        section["Store"] = new JsonObject { ["ConnectionString"] = $"Data Source={Path.Combine(folder, "keeping.db")}" };
        if (keys is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "recovery.key"), keys);
            section["Tokens"] = new JsonObject { ["Recoverable"] = true, ["RecoveryKeyFile"] = Path.Combine(folder, "recovery.key") };
        }

        change?.Invoke(section);
        var clock = new SteppedClock();
        var gateway = await TestGateway.StartAsync(configuration, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            services?.Invoke(builder.Services);
        });
        return new KeepingGateway(gateway, clock, folder);
    }

    public async Task AddUserAsync(string id, string role = "Engineers")
    {
        var user = new User { Id = UserId.Parse(id), Roles = [RoleName.Parse(role)] };
        await Gateway.Users.CreateAsync(
            Actor.Operator("test"), user, new PasswordHasher<string>().HashPassword("", Password), Gateway.State.Current.Access, CancellationToken.None);
    }

    public Task<IssuedToken> IssueAsync(string user = "alice") => Gateway.IssueAsync(user, "Engineers");

    /// <summary>The session cookie header, and the header that shows that a request comes from our own page.</summary>
    public async Task<(string Name, string Value)[]> SignInAsync(string user)
    {
        var answer = await SendAsync("POST", "/api/v1/session", $$"""{ "user": "{{user}}", "password": "{{Password}}" }""");
        answer.Status.ShouldBe(201, answer.Body);
        var cookies = Regex.Matches(answer.Cookies, "__Host-tgw-[a-z]+=[^;]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(one => one.Value);
        return [("Cookie", string.Join("; ", cookies)), ("X-Antiforgery-Token", JsonNode.Parse(answer.Body)!["antiforgery"]!.ToString())];
    }

    public async Task<(int Status, string Body)> RevealAsync(TokenId id, params (string Name, string Value)[] headers)
    {
        var (status, body, _) = await SendAsync("POST", $"/api/v1/tokens/{id}/reveal", null, headers);
        return (status, body);
    }

    public async Task StepAsync(TimeSpan by)
    {
        Clock.Step(by);
        var time = Gateway.Services.GetRequiredService<MonotonicTimeProvider>();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(time.GetUtcNow() >= Clock.GetUtcNow().AddSeconds(-1)), "the clock is followed");
    }

    /// <summary>Whether any file of the store contains these bytes.</summary>
    public static bool IsInStore(string folder, ReadOnlySpan<byte> bytes)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "keeping.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            if (content.AsSpan().IndexOf(bytes) >= 0)
                return true;
        }

        return false;
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    private async Task<(int Status, string Body, string Cookies)> SendAsync(string method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = Gateway.Management };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
            request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? string.Join('\n', cookies) : "");
    }
}
