using System.Collections.Concurrent;
using System.Globalization;
using TokenGateway.Storage.PostgreSql;
using TokenGateway.Testing.PostgreSql;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>One server for the tests of a process, which ends with it. Each test has a database of its own in it.</summary>
internal static class SharedServer
{
    // To empty a store is faster than to make one, or to copy one.
    private const string Empty =
        """
        DO $$
        DECLARE name text;
        BEGIN
            FOR name IN SELECT c.oid::regclass::text FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                    AND c.relname NOT IN ('store', 'change_head', 'heartbeat', 'schema_versions')
            LOOP
                EXECUTE 'DELETE FROM ' || name;
            END LOOP;
        END $$;
        SELECT setval(c.oid::regclass, 1, false) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S';
        UPDATE store SET store_id = replace(gen_random_uuid()::text, '-', '');
        UPDATE heartbeat SET at = 0;
        UPDATE change_head SET seq = 0, floor = 0;
        """;

    private static readonly Lazy<Task<PostgreSqlServer>> Server = new(PostgreSqlServer.StartNewAsync);
    private static readonly ConcurrentBag<string> Used = [];

    private static int _count;

    public static Task<PostgreSqlServer> GetAsync() => Server.Value;

    /// <summary>A database with an empty store, to be given back as it was but for its rows.</summary>
    public static async Task<string> RentStoreAsync()
    {
        if (Used.TryTake(out var used))
        {
            await (await GetAsync()).ExecuteAsync(used, Empty);
            return used;
        }

        var database = await CreateDatabaseAsync();
        var options = PostgreSqlFixture.Options((await GetAsync()).ConnectionString(database) + ";Pooling=false");
        await (await PostgreSqlOpening.OpenAsync(options, PostgreSqlMigration.All, TimeProvider.System)).DisposeAsync();
        return database;
    }

    public static void Return(string database) => Used.Add(database);

    /// <summary>An empty database, of which nobody else gets what becomes of it.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var database = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _count)}");
        await (await GetAsync()).ExecuteAsync("postgres", $"CREATE DATABASE {database}");
        return database;
    }
}
