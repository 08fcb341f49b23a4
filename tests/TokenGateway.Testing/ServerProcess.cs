namespace TokenGateway.Testing;

/// <summary>A program that listens on a port of this machine. Counts as started once it accepts connections. Killed when disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private ServerProcess(ChildProcess process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public static async Task<ServerProcess> StartAsync(int port, string program, params string[] arguments)
    {
        var process = ChildProcess.Start(Find(program), arguments);
        try
        {
            await Eventually.BecomesTrueAsync(
                () => process.HasExited ? throw new InvalidOperationException($"{program} has ended: {string.Join('\n', process.Error)}") : Ports.AcceptsAsync(port),
                $"{program} listens on {port}");
            return new ServerProcess(process, port);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <param name="port">A port that it listens on.</param>
    /// <param name="folder">The directory for its files.</param>
    /// <param name="servers">The content of its <c>http</c> block.</param>
    public static async Task<ServerProcess> NginxAsync(int port, string folder, string servers)
    {
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, $$"""
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            error_log stderr warn;
            events {}
            http {
                access_log off;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                {{servers}}
            }
            """);
        return await StartAsync(port, "nginx", "-c", file, "-p", folder);
    }

    /// <param name="name">The name of the signal without SIG.</param>
    public void Signal(string name) => _process.Signal(name);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    // A user's PATH may not contain /usr/sbin.
    private static string Find(string program) => File.Exists($"/usr/sbin/{program}") ? $"/usr/sbin/{program}" : program;
}
