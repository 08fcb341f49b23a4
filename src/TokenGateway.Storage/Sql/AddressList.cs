using System.Collections.Immutable;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>Address ranges in one column: a JSON array of strings; null: none.</summary>
internal static class AddressList
{
    public static string? Write(ImmutableArray<AddressRange> ranges) =>
        ranges.IsEmpty ? null : TextList.Write(ranges.Select(one => one.ToString()));

    public static ImmutableArray<AddressRange> Read(string json) =>
        [.. TextList.Read(json).Select(AddressRange.Parse)];
}
