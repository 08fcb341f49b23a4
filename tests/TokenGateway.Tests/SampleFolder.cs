using System.Text.Json.Nodes;
using TokenGateway.Commands;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Testing;

namespace TokenGateway.Tests;

/// <summary>A folder of its own with a configuration; commands run against it.</summary>
internal sealed class SampleFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-cli-");

    public SampleFolder(string configuration) => File.WriteAllText(ConfigPath, configuration);

    public SampleFolder(Action<JsonObject>? change = null)
    {
        var sample = Configs.Sample("http://127.0.0.1:9000/");
        change?.Invoke(sample);
        File.WriteAllText(ConfigPath, sample.ToJsonString());
    }

    public string Path => _folder.FullName;

    public string ConfigPath => System.IO.Path.Combine(Path, "gateway.json");

    public Task<CliResult> RunAsync(params string[] args) => Cli.RunAsync([.. args, "--config", ConfigPath]);

    /// <summary>Makes a user; fails when that fails.</summary>
    public async Task CreateUserAsync(string id, string role, params string[] more) =>
        (await RunAsync(["user", "create", id, "--email", $"{id}@example.com", "--role", role, .. more])).ExitCode.ShouldBe(0);

    /// <summary>Makes a token and gives what the command printed as JSON.</summary>
    public async Task<JsonObject> CreateTokenAsync(string user, params string[] more)
    {
        var result = await RunAsync(["token", "create", "--user", user, "--json", .. more]);
        result.ExitCode.ShouldBe(0, result.Error);
        return JsonNode.Parse(result.Output)!.AsObject();
    }

    /// <summary>A token that was made some time ago.</summary>
    public async Task AddTokenAsync(string owner, DateTimeOffset createdAt, DateTimeOffset? expiresAt = null)
    {
        await using var gateway = OfflineGateway.Open(ConfigPath);
        var draft = new Token
        {
            Id = default,
            Name = "old",
            Owner = UserId.Parse(owner),
            Role = RoleName.Parse("Users"),
            CreatedAt = createdAt,
            CreatedBy = "cli:tests",
            ExpiresAt = expiresAt,
        };
        await gateway.Store.Tokens.AddAsync(
            draft, new TokenQuota(null, null, createdAt), id => new SealedValue(TokenDigest.Of($"{Guid.NewGuid()}"), $"tgw_{id}_...test"),
            token => new AuditEntry(new AuditActor("cli:tests"), AuditAction.TokenCreated, $"token:{token.Id}"), WriteBasis.None, CancellationToken.None);
    }

    /// <summary>As if a gateway had counted this; the last use at the beginning of each day.</summary>
    public Task UseAsync(long token, TokenPlace place, params (DateOnly Day, long Requests)[] days) => RecordAsync([.. days.Select(one => new TokenUsage(
        TokenId.Stored(token), one.Day, new UsageCounts(Allowed: one.Requests), new TokenUse(new DateTimeOffset(one.Day, default, default), "192.0.2.1", place)))]);

    public async Task RecordAsync(params TokenUsage[] usages)
    {
        await using var gateway = OfflineGateway.Open(ConfigPath);
        await gateway.Store.Usage.AddAsync(usages, TimeSpan.Zero, CancellationToken.None);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
