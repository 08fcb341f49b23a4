using Npgsql;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>Resolves a commit whose response was lost: asks the server for its outcome, so that the caller is not misinformed.</summary>
internal sealed class PostgreSqlCommitOutcome(NpgsqlDataSource primary, string name)
{
    private const int Attempts = 20;

    // The transaction may still be in progress. The server does the waiting, so that tests with a manual clock do not block.
    private const string Ask =
        $"SELECT CASE WHEN {PostgreSqlTransactionId.PresentTimeline} = @timeline THEN pg_xact_status(@number::xid8) END FROM pg_sleep(0.1)";

    /// <summary>Returns if the transaction was committed.</summary>
    /// <exception cref="StoreUnavailableException">It was not committed, or the outcome is unknown.</exception>
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
            return await connection.ReadValueAsync<string>(Ask, new { number = id.Number, timeline = id.Timeline });
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
