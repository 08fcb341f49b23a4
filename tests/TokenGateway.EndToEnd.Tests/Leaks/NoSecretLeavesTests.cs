using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Tokens;
using TokenGateway.EndToEnd.Tests.Limits;
using TokenGateway.Testing;
using TokenGateway.Testing.Http2;

namespace TokenGateway.EndToEnd.Tests.Leaks;

/// <summary>
/// Oracle S over a whole process: runs every case of the table with its own secret; afterwards no secret may appear in logs at any
/// level, in exported traces and metrics, in anything else that the process reports to listeners, in the store or any other file, or in
/// the responses.
/// </summary>
public sealed class NoSecretLeavesTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<byte[]> _exported = new();
    private readonly List<(string Case, string Secret)> _used = [];
    private readonly MemoryStream _answers = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("tgw-secrets-").FullName;
    private readonly string _declared = new StandardTokenFormat("tgw").Create(901);
    private TestUpstream _upstream = null!;
    private TestUpstream _collector = null!;
    private TestUpstream _proxy = null!;
    private ListeningProcess _process = null!;
    private StringBuilder _commands = null!;

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        _upstream.Handler = AnswerAsync;
        _collector = await TestUpstream.StartAsync();
        _collector.Handler = RecordAsync;
        _proxy = await TestUpstream.StartAsync();
        _commands = new StringBuilder();
        _process = await ListeningProcess.StartAsync(Configuration(), _folder, new Uri(_collector.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)), new Uri(_proxy.Address));
        await CommandAsync("user", "create", "--id", "alice", "--email", "alice@example.com", "--role", "Engineers");
    }

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        await _upstream.DisposeAsync();
        await _collector.DisposeAsync();
        await _proxy.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task No_secret_is_in_anything_that_the_process_leaves_behind()
    {
        var expiring = new List<string>();
        foreach (var _ in SecretCases.Places)
            expiring.Add(await IssueAsync("--expires-in", "1s"));
        foreach (var one in SecretCases.Places.Concat(SecretCases.Elsewhere))
        {
            await SendAsync(one, "right", await IssueAsync());
            await SendAsync(one, "wrong", Invent());
        }

        foreach (var (one, expired) in SecretCases.Places.Zip(expiring))
        {
            await SendAsync(one, "revoked", await RevokeAsync(await IssueAsync()));
            await SendAsync(one, "expired", expired);
            await SendAsync(one, "foreign", Convert.ToHexString(RandomNumberGenerator.GetBytes(24)));
        }

        await SendAsync(SecretCases.Places[0], "declared", _declared);
        foreach (var one in SecretCases.Places.Concat(SecretCases.Elsewhere))
            await SendAsync(one, "management", Invent(), _process.Management);
        await SendHttp2Async();
        await WithoutStoreAsync();

        var left = await LeftBehindAsync();
        var hunt = new SecretHunt(_used);
        var leaks = left.SelectMany(one => hunt.FindIn(one.Value).Select(leak => $"{one.Key}: {leak.Key}: {leak.Value}")).ToList();
        var lines = hunt.FindIn(await File.ReadAllBytesAsync(_process.RequestLines)).Where(leak => !SecretCases.IsInRequestLine(leak.Key));

        ShouldHaveListened(left);
        leaks.ShouldBeEmpty();
        lines.ShouldBeEmpty();
        _proxy.Accepted.ShouldBe(0, "the environment's http_proxy");
    }

    // Finding nothing proves nothing unless the listeners worked.
    private void ShouldHaveListened(Dictionary<string, byte[]> left)
    {
        var output = Encoding.UTF8.GetString(left["output"]);
        foreach (var level in new[] { "Verbose", "Debug", "Information", "Warning" })
            output.ShouldContain($"\"level\":\"{level}\"");
        foreach (var category in new[] { "Microsoft.AspNetCore.Server.Kestrel", "Yarp.ReverseProxy", "TokenGateway.AccessLog", "Microsoft.AspNetCore.Routing" })
            output.ShouldContain($"\"category\":\"{category}");
        var exported = Encoding.Latin1.GetString(left["exported"]);
        foreach (var name in new[] { "Microsoft.AspNetCore", "System.Net.Http", "Yarp.ReverseProxy", "url.full", "http.server.request.duration", "http.client.request.duration" })
            exported.ShouldContain(name);
        var overheard = Encoding.UTF8.GetString(left["overheard"]);
        foreach (var name in new[] { "event Microsoft.AspNetCore.Hosting RequestStart", "event Yarp.ReverseProxy ForwarderStart", "measurement Microsoft.AspNetCore.Hosting", "activity stopped Microsoft.AspNetCore" })
            overheard.ShouldContain(name);
        var lines = File.ReadAllText(_process.RequestLines);
        lines.ShouldContain("event System.Net.Http RequestStart");
        lines.ShouldContain("event Microsoft-AspNetCore-Server-Kestrel RequestStart");
        _upstream.Seen.Count(seen => seen.Header("X-Auth-User") == "alice").ShouldBeGreaterThanOrEqualTo(SecretCases.Places.Count);
        _upstream.Seen.ShouldContain(seen => seen.Header("X-Auth-User") == "carol");
        foreach (var outcome in new[] { "ok", "invalid_token", "token_expired", "upstream_unreachable", "upstream_timeout", "store_unavailable", "bad_target" })
            output.ShouldContain($"\"outcome\":\"{outcome}\"");
    }

    private async Task SendAsync(SecretCase one, string kind, string secret, Uri? to = null)
    {
        _used.Add(($"{one.Name} ({kind})", secret));
        var answer = await Raw.SendAsync(to ?? _process.Edge, one.Request(secret), TimeSpan.FromSeconds(3));
        _answers.Write(Encoding.Latin1.GetBytes(answer));
    }

    private async Task SendHttp2Async()
    {
        var cases = new (string Name, string Path, Func<string, (string, string)[]> Fields)[]
        {
            ("bearer", "/a", secret => [("authorization", "Bearer " + secret)]),
            ("query", "/a?api_token={0}", _ => []),
            ("path", "/open/{0}", _ => []),
            ("path without a slash", "{0}", _ => []),
            ("second path", "/open/a", secret => [(":path", "/" + secret)]),
            ("method", "/open/a", secret => [(":method", secret)]),
            ("scheme", "/open/a", secret => [(":scheme", secret)]),
            ("authority", "/open/a", secret => [(":authority", secret)]),
            ("unknown pseudo header", "/open/a", secret => [(":" + secret, "x")]),
            ("field name", "/open/a", secret => [(secret.ToLowerInvariant(), "x")]),
            ("upper case field name", "/open/a", secret => [(secret, "X")]),
            ("field with a line feed", "/open/a", secret => [("x-api-key", secret + "\n")]),
            ("connection", "/open/a", secret => [("connection", secret)]),
            ("te", "/open/a", secret => [("te", secret)]),
        };
        foreach (var (name, path, fields) in cases)
        {
            var secret = Invent();
            _used.Add(($"{name} (HTTP/2)", secret));
            using var connection = await Http2Connection.OpenAsync(_process.Prior);
            await connection.RequestAsync(1, string.Format(System.Globalization.CultureInfo.InvariantCulture, path, secret), fields(secret));
            var answer = await connection.ReadAsync(frame => frame.Type is Http2FrameType.Headers or Http2FrameType.ResetStream or Http2FrameType.GoAway);
            _answers.Write(answer?.Payload ?? []);
        }
    }

    private async Task WithoutStoreAsync()
    {
        var (right, data) = (await IssueAsync(), Path.Combine(_folder, "data"));
        Directory.Move(data, data + ".away");
        await SendAsync(SecretCases.Places[0], "right, without a store", right);
        foreach (var one in SecretCases.Places)
            await SendAsync(one, "wrong, without a store", Invent());
        Directory.Move(data + ".away", data);
    }

    private async Task<string> IssueAsync(params string[] more)
    {
        var result = await Cli.RunAsync(["token", "create", "--user", "alice", "--name", "case", "--json", .. more, "--config", Path.Combine(_folder, "gateway.json")]);
        result.ExitCode.ShouldBe(0, result.Error);
        var token = JsonNode.Parse(result.Output)!["token"]!.ToString();

        // Once on standard output, as documented, and nowhere else.
        _commands.Append(result.Output.Replace(token, "", StringComparison.Ordinal)).Append(result.Error);
        result.Output.Split(token).Length.ShouldBe(2);
        return token;
    }

    private async Task<string> RevokeAsync(string token)
    {
        await CommandAsync("token", "show", token.Split('_')[1]);
        await CommandAsync("token", "delete", token.Split('_')[1]);
        await CommandAsync("token", "list", "--json");
        return token;
    }

    private async Task CommandAsync(params string[] args)
    {
        var result = await Cli.RunAsync([.. args, "--config", Path.Combine(_folder, "gateway.json")]);
        result.ExitCode.ShouldBe(0, result.Error);
        _commands.Append(result.Output).Append(result.Error);
    }

    private async Task<Dictionary<string, byte[]>> LeftBehindAsync()
    {
        await CommandAsync("config", "show", "--effective");
        var files = Files().ToDictionary(file => "before the end: " + Path.GetFileName(file), ReadShared);
        var left = new Dictionary<string, byte[]>(await _process.StopAsync(), StringComparer.Ordinal)
        {
            ["exported"] = [.. _exported.SelectMany(one => one)],
            ["answers"] = _answers.ToArray(),
            ["commands"] = Encoding.UTF8.GetBytes(_commands.ToString()),
        };
        foreach (var (name, bytes) in files)
            left.Add(name, bytes);
        foreach (var file in Files())
            left.Add(Path.GetFileName(file), ReadShared(file));
        left.Keys.ShouldContain("before the end: tokengateway.db-wal");
        return left;
    }

    private IEnumerable<string> Files() =>
        Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Where(file => !file.StartsWith(_process.Listened, StringComparison.Ordinal));

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Invent() => new StandardTokenFormat("tgw").Create(RandomNumberGenerator.GetInt32(1_000_000, int.MaxValue));

    private async Task RecordAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _exported.Enqueue(body.ToArray());
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/hang", StringComparison.Ordinal))
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        await context.Request.Body.CopyToAsync(Stream.Null);
        if (context.WebSockets.IsWebSocketRequest)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            return;
        }

        await context.Response.WriteAsync("ok");
        if (!context.Request.Path.StartsWithSegments("/break", StringComparison.Ordinal))
            return;
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private JsonObject Configuration()
    {
        var configuration = JsonNode.Parse($$"""
            {
              "Serilog": { "MinimumLevel": { "Default": "Verbose", "Override": {
                "Microsoft": "Verbose", "System": "Verbose", "Yarp": "Verbose", "Microsoft.AspNetCore.Hosting.Diagnostics": "Verbose" } } },
              "Logging": { "LogLevel": { "Default": "Trace", "Microsoft.AspNetCore.Hosting.Diagnostics": "Trace", "Yarp": "Trace" } },
              "ReverseProxy": {
                "Clusters": {
                  "api": { "Destinations": { "a": { "Address": "{{_upstream.Address}}" } }, "HttpRequest": { "ActivityTimeout": "00:00:01" } },
                  "down": { "Destinations": { "a": { "Address": "http://127.0.0.1:1/" } } } },
                "Routes": {
                  "open": { "ClusterId": "api", "Match": { "Path": "/open/{**rest}" }, "TokenGateway": { "Anonymous": true } },
                  "down": { "ClusterId": "down", "Match": { "Path": "/down/{**rest}" }, "TokenGateway": { "Anonymous": true } },
                  "hang": { "ClusterId": "api", "Match": { "Path": "/hang/{**rest}" }, "TokenGateway": { "Anonymous": true } },
                  "break": { "ClusterId": "api", "Match": { "Path": "/break/{**rest}" }, "TokenGateway": { "Anonymous": true } },
                  "socket": { "ClusterId": "api", "Match": { "Path": "/socket/{**rest}" }, "TokenGateway": { "Anonymous": true } },
                  "get": { "ClusterId": "api", "Match": { "Path": "/get/{**rest}", "Methods": ["GET"] }, "TokenGateway": { "Anonymous": true } },
                  "a": { "ClusterId": "api", "Match": { "Path": "/a/{**rest}" }, "TokenGateway": { "Policy": "Default" } } }
              },
              "TokenGateway": {
                "Credentials": ["Authorization: Bearer", "Authorization: APIKey", "Authorization: apiToken", "Authorization: Basic", "X-API-Key", "?api_token"],
                "Tokens": { "MaxPerUser": 100000 },
                "Throttle": { "FailedAttempts": 1000000 },
                "Users": { "carol": { "Email": "carol@example.com", "Roles": ["Users"] } },
                "StaticTokens": [ { "Name": "ci", "User": "carol", "Sha256": "{{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(_declared)))}}" } ]
              }
            }
            """)!.AsObject();
        return configuration;
    }
}
