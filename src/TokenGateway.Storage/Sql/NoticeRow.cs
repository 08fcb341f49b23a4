using System.Data;
using System.Text.Json;
using TokenGateway.Core.Notices;

namespace TokenGateway.Storage.Sql;

/// <summary>A row of <c>notices</c>.</summary>
internal static class NoticeRow
{
    /// <summary>In the order that <see cref="Read"/> expects.</summary>
    public const string Columns = "id, way, recipient, content, attempts, created_at";

    public static string NameOf(NoticeChannelKind way) => way switch
    {
        NoticeChannelKind.Mail => "mail",
        NoticeChannelKind.Webhook => "webhook",
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "No such way."),
    };

    public static string Write(NoticeContent content) => JsonSerializer.Serialize(content, NoticeJson.Default.NoticeContent);

    public static PendingNotice Read(IDataRecord row) => new(
        row.GetInt64(0), row.GetString(1) == NameOf(NoticeChannelKind.Mail) ? NoticeChannelKind.Mail : NoticeChannelKind.Webhook, row.IsDBNull(2) ? null : row.GetString(2),
        JsonSerializer.Deserialize(row.GetString(3), NoticeJson.Default.NoticeContent) ?? throw new JsonException("The content of a notice is missing."),
        row.GetInt32(4), Moment.Read(row.GetInt64(5)));
}
