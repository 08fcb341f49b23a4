using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// Statements over ADO.NET. Parameters are the properties of an object, usually of an anonymous type, each of which sets
/// <c>@name</c>; those that the statement does not contain are ignored.
/// </summary>
internal static class SqlStatements
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>Returns the number of changed rows.</summary>
    public static int Execute(this DbConnection connection, string sql, object? parameters = null)
    {
        using var command = connection.CreateCommand(sql, parameters, transaction: null);
        return command.ExecuteNonQuery();
    }

    /// <inheritdoc cref="Execute"/>
    /// <param name="connection">The connection.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">The parameters; null: none.</param>
    /// <param name="transaction">The transaction; null: none.</param>
    /// <param name="timeout">In seconds, 0: none; null: the connection's.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    public static async Task<int> ExecuteAsync(
        this DbConnection connection, string sql, object? parameters = null, DbTransaction? transaction = null, int? timeout = null, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand(sql, parameters, transaction, timeout);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The first row's first value; default: no row, or null.</summary>
    public static T? ReadValue<T>(this DbConnection connection, string sql, int? timeout = null)
    {
        using var command = connection.CreateCommand(sql, parameters: null, transaction: null, timeout);
        return Convert<T>(command.ExecuteScalar());
    }

    /// <inheritdoc cref="ReadValue"/>
    public static async Task<T?> ReadValueAsync<T>(
        this DbConnection connection, string sql, object? parameters = null, DbTransaction? transaction = null, int? timeout = null)
    {
        await using var command = connection.CreateCommand(sql, parameters, transaction, timeout);
        return Convert<T>(await command.ExecuteScalarAsync());
    }

    /// <summary>The first row, read by <paramref name="read"/>; default: no row.</summary>
    public static async Task<T?> ReadRowAsync<T>(
        this DbConnection connection, string sql, Func<DbDataReader, T> read, object? parameters = null, DbTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand(sql, parameters, transaction);
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync() ? read(rows) : default;
    }

    /// <summary>All rows, each read by <paramref name="read"/>.</summary>
    public static List<T> ReadRows<T>(this DbConnection connection, string sql, Func<DbDataReader, T> read)
    {
        using var command = connection.CreateCommand(sql, parameters: null, transaction: null);
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
            all.Add(read(rows));
        return all;
    }

    /// <inheritdoc cref="ReadRows"/>
    public static async Task<List<T>> ReadRowsAsync<T>(
        this DbConnection connection, string sql, Func<DbDataReader, T> read, object? parameters = null, DbTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand(sql, parameters, transaction);
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<T>();
        while (await rows.ReadAsync())
            all.Add(read(rows));
        return all;
    }

    /// <summary>Runs the statement once for each row. Returns the number of changed rows.</summary>
    public static async Task<int> ExecuteForEachAsync(this DbConnection connection, string sql, IEnumerable<object> rows, DbTransaction? transaction)
    {
        await using var command = connection.CreateCommand(sql, parameters: null, transaction);
        var changed = 0;
        foreach (var row in rows)
        {
            command.Parameters.Clear();
            AddParameters(command.Parameters, command.CreateParameter, row);
            changed += await command.ExecuteNonQueryAsync();
        }

        return changed;
    }

    public static DbCommand CreateCommand(this DbConnection connection, string sql, object? parameters, DbTransaction? transaction, int? timeout = null)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;

        // SQLite's driver has set the connection's own.
        if (transaction is not null)
            command.Transaction = transaction;
        if (timeout is { } seconds)
            command.CommandTimeout = seconds;
        if (parameters is not null)
            AddParameters(command.Parameters, command.CreateParameter, parameters);
        return command;
    }

    public static void AddParameters(DbParameterCollection to, Func<DbParameter> create, object row)
    {
        foreach (var property in PropertiesOf(row.GetType()))
        {
            var parameter = create();
            (parameter.ParameterName, parameter.Value) = (property.Name, property.GetValue(row) ?? DBNull.Value);

            // A null needs a type as well.
            if (TypeOf(property.PropertyType) is { } type)
                parameter.DbType = type;
            to.Add(parameter);
        }
    }

    public static PropertyInfo[] PropertiesOf(Type row) => Properties.GetOrAdd(row, type => type.GetProperties());

    private static T? Convert<T>(object? value) => value is null or DBNull
        ? default
        : value is T found ? found : (T)System.Convert.ChangeType(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), CultureInfo.InvariantCulture);

    private static DbType? TypeOf(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        TypeCode.String => DbType.String,
        TypeCode.Int64 => DbType.Int64,
        TypeCode.Int32 => DbType.Int32,
        TypeCode.Boolean => DbType.Boolean,
        _ => type == typeof(byte[]) ? DbType.Binary : null,
    };
}
