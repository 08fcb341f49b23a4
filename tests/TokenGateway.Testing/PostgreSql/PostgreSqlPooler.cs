using System.Globalization;

namespace TokenGateway.Testing.PostgreSql;

/// <summary>A real pooler in transaction mode in front of a server: each transaction may get another connection.</summary>
internal sealed class PostgreSqlPooler : IAsyncDisposable
{
    private readonly GuardedProcess _process;

    private PostgreSqlPooler(GuardedProcess process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <param name="server">The server behind it.</param>
    /// <param name="connections">The number of connections to the server.</param>
    public static async Task<PostgreSqlPooler> StartAsync(PostgreSqlServer server, int connections)
    {
        var folder = PostgreSqlPrograms.CreateFolder("tokengateway-pooler-");
        var port = Ports.Free();
        var file = Path.Combine(folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host=127.0.0.1 port={server.Port} user=postgres
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = {connections}
            max_client_conn = 200
            """));
        var process = GuardedProcess.Start("TERM", folder, PostgreSqlPrograms.Command("pgbouncer", file));
        await Eventually.BecomesTrueAsync(() => Ports.AcceptsAsync(port), "the pooler listens");
        return new PostgreSqlPooler(process, port);
    }

    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}");

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
