using System.Data;

namespace TokenGateway.Storage.Sql;

/// <summary>A timestamp in a column: UTC ticks of 100 ns since the year 1.</summary>
internal static class Moment
{
    public static DateTimeOffset Read(long ticks) => new(ticks, TimeSpan.Zero);

    public static DateTimeOffset? Read(long? ticks) => ticks is { } some ? Read(some) : null;

    public static DateTimeOffset? ReadNullable(IDataRecord row, int at) => row.IsDBNull(at) ? null : Read(row.GetInt64(at));
}
