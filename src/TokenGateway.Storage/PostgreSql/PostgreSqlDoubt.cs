using Dapper;
using Npgsql;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>A commit that was sent and not answered: the server is asked what became of it, so that nobody is told wrongly.</summary>
internal sealed class PostgreSqlDoubt(NpgsqlDataSource primary, string name)
{
    private const int Attempts = 20;

    // The server may still be at it. It waits itself, so that a clock of tests need not turn.
    private const string Ask =
        $"SELECT CASE WHEN {PostgreSqlTransactionId.PresentTimeline} = @timeline THEN pg_xact_status(@number::xid8) END FROM pg_sleep(0.1)";

    /// <summary>Returns when it was committed.</summary>
    /// <exception cref="StoreUnavailableException">It was not, or nobody can tell.</exception>
    public async Task ResolveAsync(PostgreSqlTransactionId id, Exception failure)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            switch (await AskAsync(id))
            {
                case "committed":
                    return;
                case "aborted":
                    throw new StoreUnavailableException($"The store {name} did not commit, and nothing was changed: {failure.Message}", failure);
                case null:
                    throw new StoreUnavailableException(
                        $"The store {name} went away while it committed, and cannot say whether the change was made: look before you repeat it. {failure.Message}", failure);
            }
        }

        throw new StoreUnavailableException($"The store {name} is still committing: look before you repeat the change. {failure.Message}", failure);
    }

    private async Task<string?> AskAsync(PostgreSqlTransactionId id)
    {
        try
        {
            await using var connection = await primary.OpenConnectionAsync();
            return await connection.ExecuteScalarAsync<string?>(Ask, new { number = id.Number, timeline = id.Timeline });
        }
        catch (Exception failure) when (PostgreSqlErrors.IsCutOff(failure))
        {
            return "in progress";
        }
        catch (Exception failure) when (failure is PostgresException || PostgreSqlErrors.IsOutage(failure))
        {
            return null;
        }
    }
}
