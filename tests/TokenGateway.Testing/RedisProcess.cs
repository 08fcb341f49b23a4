using System.Net.Sockets;
using System.Text;

namespace TokenGateway.Testing;

/// <summary>A real Redis on its own port, without persistence. Killed when disposed.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tgw-redis-").FullName;
    private readonly string[] _options;
    private ServerProcess? _server;

    private RedisProcess(int port, string[] options) => (Port, _options) = (port, options);

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    public static async Task<RedisProcess> StartAsync(params string[] options)
    {
        var redis = new RedisProcess(Ports.Free(), options);
        await redis.RestartAsync();
        return redis;
    }

    /// <summary>A server that is not started yet, on a free port.</summary>
    public static RedisProcess Absent(params string[] options) => new(Ports.Free(), options);

    /// <summary>Starts it, empty, on the same port.</summary>
    public async Task RestartAsync()
    {
        string[] port = _options.Contains("--tls-port") ? ["--port", "0", "--tls-port", $"{Port}"] : ["--port", $"{Port}"];
        _server = await ServerProcess.StartAsync(
            Port, "redis-server", [.. port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder, .. _options.Where(one => one != "--tls-port")]);
    }

    /// <summary>Sends SIGKILL.</summary>
    public async Task KillAsync()
    {
        await _server!.DisposeAsync();
        _server = null;
    }

    /// <summary>Sends SIGSTOP: connections stay open, but the server does not respond.</summary>
    public void Pause() => _server!.Signal("STOP");

    /// <summary>Sends SIGCONT.</summary>
    public void Continue() => _server!.Signal("CONT");

    /// <summary>Sends a command and returns the response as received on the wire. Not over TLS.</summary>
    public async Task<string> CommandAsync(params string[] words)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", Port);
        var stream = socket.GetStream();
        foreach (var command in new[] { words, ["QUIT"] })
        {
            var text = $"*{command.Length}\r\n" + string.Concat(command.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"));
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
