using System.Text.RegularExpressions;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Clients;

/// <summary>WebDAV (RFC 4918): the protocol's test suite against Apache, through the gateway.</summary>
public sealed partial class WebDavTests : IAsyncLifetime
{
    private const string Modules = "/usr/lib/apache2/modules";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-dav-");
    private ServerProcess _server = null!;
    private TestGateway _gateway = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        _folder.CreateSubdirectory("files");
        var port = Ports.Free();
        var file = Path.Combine(_folder.FullName, "apache.conf");
        await File.WriteAllTextAsync(file, $"""
            ServerRoot {_folder}
            ServerName 127.0.0.1
            Listen 127.0.0.1:{port}
            PidFile {_folder}/pid
            ErrorLog {_folder}/error
            Mutex file:{_folder}
            LoadModule mpm_event_module {Modules}/mod_mpm_event.so
            LoadModule authz_core_module {Modules}/mod_authz_core.so
            LoadModule dav_module {Modules}/mod_dav.so
            LoadModule dav_fs_module {Modules}/mod_dav_fs.so
            DavLockDB {_folder}/locks
            DocumentRoot {_folder}
            <Location /files>
              Dav On
            </Location>
            """);
        _server = await ServerProcess.StartAsync(port, "apache2", "-X", "-f", file);
        var configuration = Configs.AnyToken($"http://127.0.0.1:{port}/");
        configuration["TokenGateway"]!["Credentials"]!.AsArray().Add("Authorization: Basic");
        _gateway = await TestGateway.StartAsync(configuration);
        _token = (await _gateway.IssueAsync("alice", "Engineers")).Value;
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Files, collections, copies and moves (which name a second target), properties, locks, Expect.</summary>
    [Theory]
    [InlineData("basic", 16)]
    [InlineData("copymove", 13)]
    [InlineData("props", 30)]
    [InlineData("locks", 41)]
    [InlineData("http", 4)]
    public async Task Suite_passes(string suite, int tests)
    {
        await using var litmus = ChildProcess.Start(
            "env", "-C", _folder.FullName, $"TESTS={suite}", "litmus", $"http://{_gateway.Edge.Authority}/files/", "alice", _token);
        (await litmus.ExitAsync()).ShouldBe(0, string.Join('\n', litmus.Output));

        litmus.Output.Select(line => Summary().Match(line)).Single(match => match.Success).Groups["passed"].Value.ShouldBe($"{tests}", string.Join('\n', litmus.Output));
    }

    [GeneratedRegex("summary for .* (?<passed>[0-9]+) passed, 0 failed", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Summary();
}
