using System.Text.Json;
using System.Text.Json.Serialization;

namespace TokenGateway.Core.Notices;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NoticeContent))]
public sealed partial class NoticeJson : JsonSerializerContext;
