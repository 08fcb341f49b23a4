using System.Text.Json.Serialization;

namespace TokenGateway.Storage.Sql;

/// <summary>Generated code for what is JSON in one column or parameter: reflection would cost every gateway memory.</summary>
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(RightsText.Columns))]
[JsonSerializable(typeof(MaintainersText.Row[]))]
internal sealed partial class ColumnJson : JsonSerializerContext;
