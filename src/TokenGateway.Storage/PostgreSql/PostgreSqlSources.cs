using Npgsql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>The connection pools: the primary for writes and exact reads, and a nearby server for reads that may lag.</summary>
internal sealed class PostgreSqlSources : IAsyncDisposable
{
    private readonly NpgsqlDataSource _all;
    private readonly NpgsqlDataSource _listening;

    public PostgreSqlSources(PostgreSqlConnectionString connection)
    {
        var builder = new NpgsqlDataSourceBuilder(connection.Text);
        var wanted = TargetOf(builder.ConnectionStringBuilder.TargetSessionAttributes);

        // Set on the data source rather than in the connection string, because both sources share one string.
        builder.ConnectionStringBuilder.TargetSessionAttributes = null;
        _all = Build(builder);
        Primary = Of(_all, TargetSessionAttributes.Primary);
        Near = wanted == TargetSessionAttributes.Primary ? Primary : Of(_all, wanted);
        (builder.ConnectionStringBuilder.MinPoolSize, builder.ConnectionStringBuilder.MaxPoolSize) = (0, 1);
        _listening = Build(builder);
        Listening = Of(_listening, TargetSessionAttributes.Primary);
    }

    /// <summary>The writable one of several hosts. A single host is used as it is: even a standby can be read.</summary>
    public NpgsqlDataSource Primary { get; }

    /// <summary>The host selected by <c>Target Session Attributes</c> among several hosts; the primary if it is not set.</summary>
    public NpgsqlDataSource Near { get; }

    /// <summary>The single connection that listens at the primary, outside the pool, so that it takes no pooled slot and is not reused.</summary>
    public NpgsqlDataSource Listening { get; }

    /// <summary>Closes the pooled connections: after one was closed by the server, the others usually are too.</summary>
    public void Clear()
    {
        _all.Clear();

        // The roles of the hosts may have changed as well.
        (_all as NpgsqlMultiHostDataSource)?.ClearDatabaseStates();
    }

    public async ValueTask DisposeAsync()
    {
        await _listening.DisposeAsync();
        await _all.DisposeAsync();
    }

    private static NpgsqlDataSource Build(NpgsqlDataSourceBuilder builder) =>
        builder.ConnectionStringBuilder.Host!.Contains(',', StringComparison.Ordinal) ? builder.BuildMultiHost() : builder.Build();

    private static NpgsqlDataSource Of(NpgsqlDataSource source, TargetSessionAttributes wanted) =>
        source is NpgsqlMultiHostDataSource hosts ? hosts.WithTargetSession(wanted) : source;

    private static TargetSessionAttributes TargetOf(string? written) =>
        written is null ? TargetSessionAttributes.Primary
        : Enum.Parse<TargetSessionAttributes>(written.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
