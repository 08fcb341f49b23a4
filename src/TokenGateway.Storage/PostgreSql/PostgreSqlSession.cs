using Npgsql;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>A connection for reading; each statement sees what is committed when it begins.</summary>
internal sealed class PostgreSqlSession(NpgsqlConnection connection) : SqlSession(connection, PostgreSqlDialect.Instance);
