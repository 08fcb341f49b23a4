using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Protocols;

/// <summary>Uploads by real clients that real servers refuse: each client gets the server's own response.</summary>
public sealed class RefusedUploadTests(RefusedUploadTests.Servers servers) : IClassFixture<RefusedUploadTests.Servers>
{
    private const string Node = "fetch(process.argv[1], { method: 'POST', body: Buffer.alloc(8 << 20) }).then(answer => console.log(answer.status))";

    // Sends everything before it reads, twice on one connection.
    private const string Python = """
        import http.client, sys, urllib.parse
        url = urllib.parse.urlsplit(sys.argv[1])
        connection = http.client.HTTPConnection(url.hostname, url.port, timeout=20)
        for _ in range(2):
            connection.request('POST', url.path, b'x' * (8 << 20))
            answer = connection.getresponse()
            answer.read()
        print(answer.status)
        """;

    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var server in (string[])["nginx", "node", "python"])
            {
                foreach (var client in (string[])["curl", "curl without Expect", "curl multipart", "curl chunked", "curl 1 GB", "node", "python"])
                    all.Add(server, client);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Client_gets_the_servers_answer(string server, string client)
    {
        var url = new Uri(servers.Gateway.Edge, $"/{server}/upload").ToString();
        string[] curl = ["curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--max-time", "20", "--request", "POST", url];
        string[] command = client switch
        {
            "curl" => [.. curl, "--upload-file", servers.Large],
            "curl without Expect" => [.. curl, "--header", "Expect:", "--upload-file", servers.Large],
            "curl multipart" => [.. curl, "--form", $"file=@{servers.Large}"],
            "curl chunked" => [.. curl, "--header", "Expect:", "--header", "Transfer-Encoding: chunked", "--upload-file", servers.Large],
            "curl 1 GB" => [.. curl, "--header", "Expect:", "--upload-file", servers.Huge],
            "node" => ["node", "--eval", Node, url],
            _ => ["python3", "-c", Python, url],
        };

        await using var process = ChildProcess.Start(command[0], command[1..]);
        await process.ExitAsync();

        process.Output.ShouldBe([server == "python" ? "501" : "413"], string.Join('\n', process.Error));
    }

    public sealed class Servers : IAsyncLifetime
    {
        private const string NodeServer = """
            require('http').createServer((request, response) => {
              response.writeHead(413, { 'Connection': 'close' });
              response.end('no');
            }).listen(process.argv[1], '127.0.0.1')
            """;

        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-refused-");
        private readonly List<ServerProcess> _processes = [];

        public TestGateway Gateway { get; private set; } = null!;

        public string Large => Path.Combine(_folder.FullName, "large");

        /// <summary>A sparse file, which occupies no disk space.</summary>
        public string Huge => Path.Combine(_folder.FullName, "huge");

        public async Task InitializeAsync()
        {
            WriteFile(Large, 8 << 20);
            WriteFile(Huge, 1 << 30);
            var (nginx, node, python) = (Ports.Free(), Ports.Free(), Ports.Free());
            // Without a length, it reads one megabyte.
            _processes.Add(await ServerProcess.NginxAsync(nginx, _folder.FullName, $"server {{ listen 127.0.0.1:{nginx}; client_max_body_size 1m; location / {{ proxy_pass http://127.0.0.1:1; }} }}"));
            _processes.Add(await ServerProcess.StartAsync(node, "node", "--eval", NodeServer, $"{node}"));
            _processes.Add(await ServerProcess.StartAsync(python, "python3", "-m", "http.server", $"{python}", "--bind", "127.0.0.1", "--directory", _folder.FullName));
            Gateway = await TestGateway.StartAsync(Configuration(("nginx", nginx), ("node", node), ("python", python)));
        }

        public async Task DisposeAsync()
        {
            await Gateway.DisposeAsync();
            foreach (var process in _processes)
                await process.DisposeAsync();
            _folder.Delete(recursive: true);
        }

        private static JsonObject Configuration(params (string Name, int Port)[] servers)
        {
            var configuration = Configs.AnyToken("http://127.0.0.1:1/");
            foreach (var (name, port) in servers)
            {
                configuration["ReverseProxy"]!["Clusters"]![name] = JsonNode.Parse($$"""{ "Destinations": { "a": { "Address": "http://127.0.0.1:{{port}}/" } } }""");
                configuration["ReverseProxy"]!["Routes"]![name] = JsonNode.Parse(
                    $$"""{ "ClusterId": "{{name}}", "Match": { "Path": "/{{name}}/{**rest}" }, "TokenGateway": { "Anonymous": true } }""");
            }

            return configuration;
        }

        private static void WriteFile(string path, long length)
        {
            using var file = File.Create(path);
            file.SetLength(length);
        }
    }
}
