using Npgsql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>Where connections come from: the primary for all that writes or must be exact, and what is near for what may lag behind.</summary>
internal sealed class PostgreSqlSources : IAsyncDisposable
{
    private readonly NpgsqlDataSource _all;

    public PostgreSqlSources(PostgreSqlConnectionString connection)
    {
        var builder = new NpgsqlDataSourceBuilder(connection.Text);
        var wanted = TargetOf(builder.ConnectionStringBuilder.TargetSessionAttributes);

        // Said by the source and not by the string: both sources are of one string.
        builder.ConnectionStringBuilder.TargetSessionAttributes = null;
        if (builder.ConnectionStringBuilder.Host!.Contains(',', StringComparison.Ordinal))
        {
            var hosts = builder.BuildMultiHost();
            _all = hosts;
            Primary = hosts.WithTargetSession(TargetSessionAttributes.Primary);
            Near = wanted == TargetSessionAttributes.Primary ? Primary : hosts.WithTargetSession(wanted);
        }
        else
        {
            _all = Primary = Near = builder.Build();
        }
    }

    /// <summary>Of several hosts the one that can be written to. One alone is taken as it is: a standby can be read.</summary>
    public NpgsqlDataSource Primary { get; }

    /// <summary>Of several hosts what <c>Target Session Attributes</c> asks for; the primary, if it asks for nothing.</summary>
    public NpgsqlDataSource Near { get; }

    /// <summary>Gives up the connections that are kept: one was cut off, and the others mostly are then too.</summary>
    public void Clear()
    {
        _all.Clear();

        // Which of the hosts is what may have changed with that.
        (_all as NpgsqlMultiHostDataSource)?.ClearDatabaseStates();
    }

    public ValueTask DisposeAsync() => _all.DisposeAsync();

    private static TargetSessionAttributes TargetOf(string? written) =>
        written is null ? TargetSessionAttributes.Primary
        : Enum.Parse<TargetSessionAttributes>(written.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
