using System.Globalization;
using System.Text.Json;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>Maintainers in one column, as JSON.</summary>
internal static class MaintainersText
{
    public static string? Write(MaintainerSet? maintainers) => maintainers is null
        ? null
        : JsonSerializer.Serialize(maintainers.All.Select(one => new Row(one.Id.Value, one.Number)));

    public static MaintainerSet Read(string json)
    {
        var rows = JsonSerializer.Deserialize<Row[]>(json) ?? throw new JsonException("Maintainers are missing.");
        return MaintainerSet.Of(rows.Select(row => new Maintainer(UserId.Parse(row.Id), row.Number)));
    }

    /// <summary>The pattern of <c>LIKE</c> that finds a number. No id can look like one: a quotation mark in it is written as an escape.</summary>
    public static string? PatternOf(long? number) => number is { } known ? string.Create(CultureInfo.InvariantCulture, $"%\"{nameof(Row.Number)}\":{known}}}%") : null;

    private sealed record Row(string Id, long Number);
}
