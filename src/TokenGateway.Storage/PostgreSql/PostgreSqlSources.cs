using Npgsql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>Where connections come from: the primary for all that writes or must be exact, and what is near for what may lag behind.</summary>
internal sealed class PostgreSqlSources : IAsyncDisposable
{
    private readonly NpgsqlDataSource _all;
    private readonly NpgsqlDataSource _listening;

    public PostgreSqlSources(PostgreSqlConnectionString connection)
    {
        var builder = new NpgsqlDataSourceBuilder(connection.Text);
        var wanted = TargetOf(builder.ConnectionStringBuilder.TargetSessionAttributes);

        // Said by the source and not by the string: both sources are of one string.
        builder.ConnectionStringBuilder.TargetSessionAttributes = null;
        _all = Build(builder);
        Primary = Of(_all, TargetSessionAttributes.Primary);
        Near = wanted == TargetSessionAttributes.Primary ? Primary : Of(_all, wanted);
        (builder.ConnectionStringBuilder.MinPoolSize, builder.ConnectionStringBuilder.MaxPoolSize) = (0, 1);
        _listening = Build(builder);
        Listening = Of(_listening, TargetSessionAttributes.Primary);
    }

    /// <summary>Of several hosts the one that can be written to. One alone is taken as it is: a standby can be read.</summary>
    public NpgsqlDataSource Primary { get; }

    /// <summary>Of several hosts what <c>Target Session Attributes</c> asks for; the primary, if it asks for nothing.</summary>
    public NpgsqlDataSource Near { get; }

    /// <summary>The one connection that listens to the primary: it takes no place of those that others wait for, and nobody gets it afterwards.</summary>
    public NpgsqlDataSource Listening { get; }

    /// <summary>Gives up the connections that are kept: one was cut off, and the others mostly are then too.</summary>
    public void Clear()
    {
        _all.Clear();

        // Which of the hosts is what may have changed with that.
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
