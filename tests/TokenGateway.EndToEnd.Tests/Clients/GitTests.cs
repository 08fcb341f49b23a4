using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Clients;

/// <summary>
/// git against git's own server, which identifies a user by <c>REMOTE_USER</c> only: the identity that the gateway injects.
/// </summary>
public sealed class GitTests(GitTests.Server server) : IClassFixture<GitTests.Server>
{
    [Theory]
    [InlineData("header")]
    [InlineData("Basic user")]
    [InlineData("Basic password")]
    public async Task Repository_is_cloned_changed_and_pushed(string how)
    {
        var folder = Path.Combine(server.Folder, Guid.NewGuid().ToString("N"));
        var (url, options) = how switch
        {
            "header" => (server.Url(""), new[] { "-c", $"http.extraHeader=Authorization: Bearer {server.Engineer}" }),
            "Basic user" => (server.Url($"{server.Engineer}:x-oauth-basic@"), []),
            _ => (server.Url($"alice:{server.Engineer}@"), Array.Empty<string>()),
        };

        (await GitAsync([.. options, "clone", url, folder])).ShouldBe(0);

        // More than git sends in one request: it probes first, then sends the pack chunked.
        var content = new byte[3 << 20];
        Random.Shared.NextBytes(content);
        await File.WriteAllBytesAsync(Path.Combine(folder, "large"), content);
        (await GitAsync("-C", folder, "add", "large")).ShouldBe(0);
        (await GitAsync("-C", folder, "commit", "--message", how)).ShouldBe(0);
        (await GitAsync(["-C", folder, .. options, "push", "origin", "HEAD:main"])).ShouldBe(0);

        var again = folder + "-again";
        (await GitAsync([.. options, "clone", url, again])).ShouldBe(0);
        (await File.ReadAllBytesAsync(Path.Combine(again, "large"))).ShouldBe(content);
    }

    [Fact]
    public async Task Whoever_may_only_read_cannot_push()
    {
        var folder = Path.Combine(server.Folder, Guid.NewGuid().ToString("N"));
        (await GitAsync("clone", server.Url($"bob:{server.Reader}@"), folder)).ShouldBe(0);
        (await GitAsync("-C", folder, "commit", "--allow-empty", "--message", "no")).ShouldBe(0);

        (await GitAsync("-C", folder, "push", "origin", "HEAD:refused")).ShouldNotBe(0);

        (await GitAsync("-C", folder, "ls-remote", "--exit-code", "origin", "refused")).ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_clones_without_a_token() =>
        (await GitAsync("clone", server.Url(""), Path.Combine(server.Folder, "nobody"))).ShouldBe(128);

    private Task<int> GitAsync(params string[] arguments) => server.GitAsync(arguments);

    public sealed class Server : IAsyncLifetime
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-git-");
        private readonly List<IAsyncDisposable> _running = [];
        private Uri _edge = null!;

        public string Folder => _folder.FullName;

        public string Engineer { get; private set; } = "";

        public string Reader { get; private set; } = "";

        public string Url(string user) => $"http://{user}{_edge.Authority}/git/project.git";

        public async Task InitializeAsync()
        {
            (await GitAsync("init", "--bare", "--initial-branch", "main", Path.Combine(Folder, "project.git"))).ShouldBe(0);
            var port = Ports.Free();
            var socket = Path.Combine(Folder, "cgi");
            _running.Add(ChildProcess.Start("/usr/sbin/fcgiwrap", "-s", $"unix:{socket}"));
            await Eventually.BecomesTrueAsync(() => Task.FromResult(File.Exists(socket)), "fcgiwrap listens");
            _running.Add(await ServerProcess.NginxAsync(port, Folder, $$"""
                server {
                    listen 127.0.0.1:{{port}};
                    client_max_body_size 0;
                    location ~ ^/git(/.*)$ {
                        fastcgi_pass unix:{{socket}};
                        fastcgi_param SCRIPT_FILENAME /usr/lib/git-core/git-http-backend;
                        fastcgi_param GIT_PROJECT_ROOT {{Folder}};
                        fastcgi_param GIT_HTTP_EXPORT_ALL 1;
                        fastcgi_param GIT_CONFIG_NOSYSTEM 1;
                        fastcgi_param PATH_INFO $1;
                        fastcgi_param REQUEST_METHOD $request_method;
                        fastcgi_param QUERY_STRING $query_string;
                        fastcgi_param CONTENT_TYPE $content_type;
                        fastcgi_param CONTENT_LENGTH $content_length;
                        fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
                        fastcgi_param REMOTE_USER $http_x_auth_user;
                    }
                }
                """));
            var gateway = await TestGateway.StartAsync(Configuration(port));
            _running.Add(gateway);
            _edge = gateway.Edge;
            Engineer = (await gateway.IssueAsync("alice", "Engineers")).Value;
            Reader = (await gateway.IssueAsync("bob", "Users")).Value;
        }

        public async Task DisposeAsync()
        {
            foreach (var one in Enumerable.Reverse(_running))
                await one.DisposeAsync();
            _folder.Delete(recursive: true);
        }

        public async Task<int> GitAsync(params string[] arguments)
        {
            // Without any user's configuration, and without prompts on the terminal.
            string[] settings = ["GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0"];
            string[] author = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "safe.directory=*"];
            await using var git = ChildProcess.Start("env", [.. settings, "git", .. author, .. arguments]);
            return await git.ExitAsync();
        }

        private static JsonObject Configuration(int port)
        {
            var configuration = Configs.AnyToken($"http://127.0.0.1:{port}/");
            configuration["TokenGateway"]!["Credentials"]!.AsArray().Add("Authorization: Basic");
            configuration["ReverseProxy"]!["Routes"]!["push"] = JsonNode.Parse(
                """{ "ClusterId": "api", "Match": { "Path": "/git/{repository}/git-receive-pack" }, "TokenGateway": { "Access": [ { "Methods": ["POST"], "MinRole": "Engineers" } ] } }""");
            return configuration;
        }
    }
}
