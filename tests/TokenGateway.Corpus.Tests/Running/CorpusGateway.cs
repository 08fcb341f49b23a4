using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;
using TokenGateway.Corpus.Tests.Upstream;
using TokenGateway.Dialects;
using TokenGateway.Dialects.BuiltIn;
using TokenGateway.Testing;

namespace TokenGateway.Corpus.Tests.Running;

/// <summary>
/// The real gateway with a route of each kind before the recording upstream, every level of its log in a file.
/// </summary>
public sealed class CorpusGateway : IAsyncLifetime
{
    private readonly string _dialect;
    private readonly string _folder = Directory.CreateTempSubdirectory("tgw-corpus-").FullName;
    private readonly RecordingUpstream _upstream = new();
    private TestGateway _gateway = null!;
    private long _logRead;
    private TokenId _brief;

    public CorpusGateway()
        : this("Standard")
    {
    }

    internal CorpusGateway(string dialect) => _dialect = dialect;

    internal RecordingUpstream Upstream => _upstream;

    public CorpusTokens Tokens { get; private set; } = null!;

    public Uri Http => _gateway.Addresses[0];

    // Kestrel takes endpoints in the order of their names.
    public Uri Http2 => _gateway.Addresses[1];

    public Uri Https => _gateway.Addresses[2];

    /// <summary>SHA-256 of the TLS endpoint's certificate, which was made for this run.</summary>
    public string CertificateHash { get; private set; } = "";

    private string LogFile => Path.Combine(_folder, "gateway.log");

    public async Task InitializeAsync()
    {
        var format = BuiltInDialects.Registry.Find(_dialect)!.Create(new DialectSettings()).Values;
        var expired = ValueOf(format, 900);
        _gateway = await TestGateway.StartAsync(Configuration(expired), builder => MeddlingForwarder.AddTo(builder.Services));
        var good = (await _gateway.IssueAsync("alice", "Engineers")).Value;
        var weak = (await _gateway.IssueAsync("uma", "Users")).Value;
        var deleted = await _gateway.IssueAsync("dora", "Users");
        var inactive = await _gateway.IssueAsync("ines", "Users");
        var lost = (await _gateway.IssueAsync("lars", "Engineers", wanted => wanted with { Realm = Realm.Parse("prod") })).Value;
        (await _gateway.CliAsync("user", "set-realm", "lars", "default")).ExitCode.ShouldBe(0);
        (await _gateway.CliAsync("token", "delete", Number(deleted.Token.Id))).ExitCode.ShouldBe(0);
        (await _gateway.CliAsync("token", "deactivate", Number(inactive.Token.Id))).ExitCode.ShouldBe(0);
        var unknown = ValueOf(format, 901);
        var broken = unknown.TrimEnd('=') is var core && unknown[core.Length..] is var padding ? core[..^1] + (core[^1] == 'a' ? 'b' : 'a') + padding : "";
        Tokens = new CorpusTokens(good, weak, deleted.Value, inactive.Value, expired, lost, unknown, broken) { Dialect = _dialect };
        ReadLog();
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Makes a token that the trial will delete.</summary>
    public async Task IssueBriefAsync()
    {
        var issued = await _gateway.IssueAsync("bea", "Engineers");
        _brief = issued.Token.Id;
        Tokens = Tokens with { Brief = issued.Value };
    }

    public async Task DeleteBriefAsync() => (await _gateway.CliAsync("token", "delete", Number(_brief))).ExitCode.ShouldBe(0);

    /// <summary>What was logged since the last call.</summary>
    public string ReadLog()
    {
        using var log = new FileStream(LogFile, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.Position = _logRead;
        using var reader = new StreamReader(log, Encoding.UTF8);
        var text = reader.ReadToEnd();
        _logRead = log.Position;
        return text;
    }

    private static string ValueOf(ITokenValueFormat format, long number) => format.Create(new Token
    {
        Id = TokenId.Stored(number),
        Name = "",
        Owner = UserId.Parse("eve"),
        Role = RoleName.Parse("Engineers"),
        CreatedBy = "",
        ExternalId = format.CreateExternalId(),
    });

    private static string Number(object id) => id.ToString()!;

    private JsonObject Configuration(string expired)
    {
        var configuration = JsonNode.Parse($$"""
            {
              "Kestrel": {
                "Endpoints": {
                  "Edge": { "Url": "http://127.0.0.1:0", "Protocols": "Http1" },
                  "EdgeHttps": { "Url": "https://127.0.0.1:0", "Protocols": "Http1" },
                  "EdgeHttp2": { "Url": "http://127.0.0.1:0", "Protocols": "Http2" },
                  "Management": { "Url": "http://127.0.0.1:0" } },
                "Certificates": { "Default": { "Path": "{{MakeCertificate()}}", "Password": "corpus" } }
              },
              "Serilog": {
                "Using": ["Serilog.Sinks.File"],
                "MinimumLevel": { "Default": "Verbose", "Override": { "Microsoft": "Verbose", "Yarp": "Verbose", "System": "Verbose" } },
                "WriteTo": [ { "Name": "File", "Args": { "path": "{{LogFile}}", "formatter": "TokenGateway.Logging.JsonLines, tokengateway" } } ]
              },
              "ReverseProxy": { "Clusters": {}, "Routes": {} },
              "TokenGateway": {
                "Dialect": "{{_dialect}}",
                "Tokens": { "Enabled": true, "MaxTotal": null },
                "Credentials": ["Authorization: Bearer", "Authorization: APIKey", "Authorization: apiToken", "Authorization: Basic", "X-API-Key", "?api_token", "Sec-WebSocket-Protocol: token."],
                "Throttle": { "FailedAttempts": 1000000 },
                "TrustedProxies": ["192.0.2.0/24"],
                "ProxyProtocol": true,
                "Cors": { "browsers": { "Origins": ["https://app.example"], "Methods": ["GET"], "Headers": ["Authorization"] } },
                "Roles": {
                  "Users": { "Rank": 10 },
                  "Engineers": { "Rank": 20, "Permissions": ["orders:write"] },
                  "Administrators": { "Rank": 30, "Permissions": ["*"], "Manages": ["tokens", "users"] } },
                "Users": { "eve": { "Email": "eve@example.com", "Roles": ["Engineers"] } },
                "StaticTokens": [ { "Name": "old", "User": "eve", "Sha256": "{{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(expired)))}}", "ExpiresAt": "2001-01-01T00:00:00Z" } ]
              }
            }
            """)!.AsObject();
        if (_dialect == "Gcore")
            configuration["TokenGateway"]!["Credentials"]!.AsArray().RemoveAt(0);
        var proxy = configuration["ReverseProxy"]!;
        foreach (var (route, prefix) in CorpusRoutes.All)
        {
            proxy["Clusters"]![route] = JsonNode.Parse(CorpusRoutes.ClusterOf(route, _upstream.Listen(route)));
            proxy["Routes"]![route] = JsonNode.Parse($$"""
                { "ClusterId": "{{route}}", "Match": { "Path": "{{prefix}}/{**rest}"{{CorpusRoutes.ConditionOf(route)}} },
                  "TokenGateway": {{CorpusRoutes.BlockOf(route)}}, "Transforms": {{CorpusRoutes.TransformsOf(route)}} }
                """);
        }

        return configuration;
    }

    private string MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=gateway.test", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
        CertificateHash = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        var path = Path.Combine(_folder, "edge.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "corpus"));
        return path;
    }
}
