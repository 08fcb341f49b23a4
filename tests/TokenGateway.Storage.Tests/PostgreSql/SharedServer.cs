using System.Globalization;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.PostgreSql;
using TokenGateway.Testing.PostgreSql;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>One server for the tests of a process, which ends with it. Each test has a database of its own in it.</summary>
internal static class SharedServer
{
    private const string Template = "template_of_tests";

    private static readonly Lazy<Task<PostgreSqlServer>> Server = new(StartAsync);

    private static int _count;

    public static Task<PostgreSqlServer> GetAsync() => Server.Value;

    /// <summary>A database with an empty store.</summary>
    public static Task<string> CreateStoreAsync() => CreateAsync($"TEMPLATE {Template}");

    /// <summary>An empty database.</summary>
    public static Task<string> CreateDatabaseAsync() => CreateAsync("");

    /// <summary>Also when somebody is connected to it.</summary>
    public static async Task DropAsync(string database) =>
        await (await GetAsync()).ExecuteAsync("postgres", $"DROP DATABASE {database} WITH (FORCE)");

    private static async Task<string> CreateAsync(string how)
    {
        var database = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _count)}");
        await (await GetAsync()).ExecuteAsync("postgres", $"CREATE DATABASE {database} {how}");
        return database;
    }

    // To copy a store is faster than to make one.
    private static async Task<PostgreSqlServer> StartAsync()
    {
        var server = await PostgreSqlServer.StartNewAsync();
        await server.ExecuteAsync("postgres", $"CREATE DATABASE {Template}");
        var options = PostgreSqlFixture.Options(server.ConnectionString(Template) + ";Pooling=false");
        await (await PostgreSqlOpening.OpenAsync(options, PostgreSqlMigration.All, TimeProvider.System)).DisposeAsync();
        return server;
    }
}
