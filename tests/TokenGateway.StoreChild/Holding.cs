using Microsoft.Data.Sqlite;

namespace TokenGateway.StoreChild;

/// <summary>Holds locks of a store until its standard input ends, and says <c>held</c> when it has them.</summary>
internal static class Holding
{
    // The eight lock bytes of a shared-memory file: https://www.sqlite.org/walformat.html, 2.3.1
    private const long FirstLock = 120;
    private const int Locks = 8;

    /// <summary>As a long transaction does: nobody else writes, all others read on.</summary>
    public static int Writer(string store)
    {
        using var connection = new SqliteConnection($"Data Source={store};Pooling=False;Mode=ReadWrite");
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN EXCLUSIVE";
        begin.ExecuteNonQuery();
        return UntilTheEnd();
    }

    /// <summary>As a process does that was stopped while it recovered the log: nobody reads.</summary>
    public static int Readers(string store)
    {
        using var shared = new FileStream(store + "-shm", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        for (var at = FirstLock; at < FirstLock + Locks; at++)
            Lock(shared, at);
        return UntilTheEnd();
    }

    // Others hold it for microseconds, so that it is free in a moment.
    private static void Lock(FileStream shared, long at)
    {
        while (true)
        {
            try
            {
                if (!OperatingSystem.IsMacOS())
                    shared.Lock(at, 1);
                return;
            }
            catch (IOException)
            {
                Thread.Yield();
            }
        }
    }

    private static int UntilTheEnd()
    {
        Console.WriteLine("held");
        Console.In.ReadToEnd();
        return 0;
    }
}
