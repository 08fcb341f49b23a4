using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Timing;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Notices;

/// <summary>
/// Gateways that send notices, with one store in its own directory and one clock: several at once, or one after the other.
/// </summary>
internal sealed class NoticeGateway : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tgw-notices-").FullName;
    private readonly List<TestGateway> _running = [];

    private NoticeGateway(TestUpstream upstream, JsonObject notices) => (Upstream, Notices) = (upstream, notices);

    public static Actor Operator { get; } = Actor.Operator("test");

    public TestUpstream Upstream { get; }

    /// <summary>The section that gateways are started with from now on.</summary>
    public JsonObject Notices { get; set; }

    public SteppedClock Clock { get; } = new();

    public TestGateway First => _running[0];

    public string Database => Path.Combine(_folder, "shared.db");

    public static async Task<NoticeGateway> StartAsync(JsonObject notices)
    {
        var telling = new NoticeGateway(await TestUpstream.StartAsync(), notices);
        await telling.StartOneAsync();

        // Events before the follower has started at the end of the log are not notified.
        await Eventually.BecomesTrueAsync(
            () => Task.FromResult(!(notices.ContainsKey("Smtp") || notices.ContainsKey("Webhook")) || telling.Read("SELECT count(*) FROM notice_position") == 1), "notices have begun");
        return telling;
    }

    public static JsonObject Smtp(int port) => new()
    {
        ["Smtp"] = new JsonObject { ["Host"] = "127.0.0.1", ["Port"] = port, ["StartTls"] = false, ["From"] = "tokens@gateway.example" },
    };

    public static JsonObject Webhook(Uri url) => new()
    {
        ["Webhook"] = new JsonObject { ["Url"] = url.ToString(), ["Secret"] = HookReceiver.Secret, ["DangerousAllowPrivate"] = true },
    };

    /// <summary>Sets the clock, and returns when every gateway uses the new time: a clock set ahead is followed within a millisecond.</summary>
    public async Task StepAsync(TimeSpan by)
    {
        Clock.Step(by);
        foreach (var time in _running.Select(one => one.Services.GetRequiredService<MonotonicTimeProvider>()))
            await Eventually.BecomesTrueAsync(() => Task.FromResult(time.GetUtcNow() >= Clock.GetUtcNow().AddSeconds(-1)), "the clock is followed");
    }

    public async Task<TestGateway> StartOneAsync()
    {
        var gateway = await TestGateway.StartAsync(Configuration(), builder => builder.Services.AddSingleton<TimeProvider>(Clock));
        _running.Add(gateway);
        return gateway;
    }

    public JsonObject Configuration()
    {
        var configuration = Configs.AnyToken(Upstream.Address);
        configuration["TokenGateway"]![nameof(Notices)] = Notices.DeepClone();
        configuration["TokenGateway"]!["Store"] = new JsonObject { ["ConnectionString"] = $"Data Source={Database}" };
        if (Notices.Count == 0)
            configuration["TokenGateway"]!.AsObject().Remove(nameof(Notices));
        return configuration;
    }

    public async Task StopAllAsync()
    {
        foreach (var gateway in _running)
            await gateway.DisposeAsync();
        _running.Clear();
    }

    public Task<IssuedToken> IssueAsync(string name, TimeSpan? life = null, string user = "alice") => First.IssueAsync(
        user, "Engineers", wish => wish with { Name = name, ExpiresAt = life is { } some ? Clock.GetUtcNow() + some : null });

    public async Task RotateAsync(IssuedToken token) => (await First.Tokens.RotateAsync(
        Operator, token.Token.Id, TimeSpan.Zero, First.State.Current.Access, CancellationToken.None)).Succeeded.ShouldBeTrue();

    public long Read(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAllAsync();
        await Upstream.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
