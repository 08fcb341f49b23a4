namespace TokenGateway.Testing;

/// <summary>A program that listens on a port of this machine; started when it accepts connections. Killed when disposed.</summary>
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

    /// <param name="port">One that it listens on.</param>
    /// <param name="folder">Where its files may lie.</param>
    /// <param name="servers">What stands in its <c>http</c> block.</param>
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

    /// <param name="name">Without SIG.</param>
    public void Signal(string name) => _process.Signal(name);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    // A user's PATH may not have it.
    private static string Find(string program) => File.Exists($"/usr/sbin/{program}") ? $"/usr/sbin/{program}" : program;
}
