using System.Globalization;
using System.Text.Json;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>Maintainers in one column, as JSON.</summary>
internal static class MaintainersText
{
    public static string? Write(MaintainerSet? maintainers) => maintainers is null
        ? null
        : JsonSerializer.Serialize([.. maintainers.All.Select(one => new Row(one.Id.Value, one.Number))], ColumnJson.Default.RowArray);

    public static MaintainerSet Read(string json)
    {
        var rows = JsonSerializer.Deserialize(json, ColumnJson.Default.RowArray) ?? throw new JsonException("Maintainers are missing.");
        return MaintainerSet.Of(rows.Select(row => new Maintainer(UserId.Parse(row.Id), row.Number)));
    }

    /// <summary>The <c>LIKE</c> pattern for a number. No id can match it, since JSON escapes quotation marks in it.</summary>
    public static string? PatternOf(long? number) => number is { } known ? string.Create(CultureInfo.InvariantCulture, $"%\"{nameof(Row.Number)}\":{known}}}%") : null;

    internal sealed record Row(string Id, long Number);
}
