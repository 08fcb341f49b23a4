using System.Collections.Immutable;
using System.Text.Json;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>Address ranges in one column: a JSON array of strings; null: none.</summary>
internal static class AddressList
{
    public static string? Write(ImmutableArray<AddressRange> ranges) =>
        ranges.IsEmpty ? null : JsonSerializer.Serialize(ranges.Select(one => one.ToString()));

    public static ImmutableArray<AddressRange> Read(string json) =>
        [.. (JsonSerializer.Deserialize<string[]>(json) ?? throw new JsonException("A list of addresses is missing.")).Select(AddressRange.Parse)];
}
