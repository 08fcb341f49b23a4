using Npgsql;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>A connection for reading; each statement sees the data committed before it began.</summary>
internal sealed class PostgreSqlSession(NpgsqlConnection connection) : SqlSession(connection, PostgreSqlDialect.Instance);
