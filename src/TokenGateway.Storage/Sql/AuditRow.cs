using System.Data;
using TokenGateway.Core.Auditing;

namespace TokenGateway.Storage.Sql;

/// <summary>A row of <c>audit a</c> as a record.</summary>
internal static class AuditRow
{
    /// <summary>In the order that <see cref="Read"/> expects.</summary>
    public const string Columns =
        "a.seq, a.at, a.actor, a.actor_user, a.actor_token, a.address, a.action, a.subject, a.before, a.after, a.seal";

    /// <summary>Reads any content, including invalid records: verification must be able to find tampering.</summary>
    public static AuditRecord Read(IDataRecord row)
    {
        var name = row.GetString(6);
        var action = AuditActions.TryParse(name, out var known) ? known : AuditAction.Unknown;
        var actor = new AuditActor(row.GetString(2), TextAt(row, 3), TextAt(row, 4), TextAt(row, 5));
        var entry = new AuditEntry(actor, action, row.GetString(7), TextAt(row, 8), TextAt(row, 9))
        {
            UnknownName = action == AuditAction.Unknown ? name : null,
        };
        var at = Math.Clamp(row.GetInt64(1), DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks);
        return new AuditRecord(row.GetInt64(0), Moment.Read(at), entry, [.. (byte[])row.GetValue(10)]);
    }

    /// <summary>A row of <c>audit_ends</c>: <c>seq, seal, signature</c>.</summary>
    public static AuditHead ReadEnd(IDataRecord row) =>
        new(row.GetInt64(0), [.. (byte[])row.GetValue(1)], [.. (byte[])row.GetValue(2)]);

    /// <summary>The condition for a filter, with parameters <c>@actor @action @subject @from @until</c>.</summary>
    public static string Where(AuditFilter filter)
    {
        var where = "1 = 1";
        if (filter.Actor is not null)
            where += " AND a.actor = @actor";
        if (filter.Action is not null)
            where += " AND a.action = @action";
        if (filter.Subject is not null)
            where += " AND a.subject = @subject";
        if (filter.From is not null)
            where += " AND a.at >= @from";
        if (filter.Until is not null)
            where += " AND a.at < @until";
        return where;
    }

    private static string? TextAt(IDataRecord row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
