using System.Text.Json;
using System.Text.Json.Serialization;

namespace TokenGateway.Edge.Self;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(SelfDescription))]
internal sealed partial class SelfJson : JsonSerializerContext;
