using System.Text.Json;
using System.Text.Json.Serialization;

namespace TokenGateway.Edge.OwnEndpoints;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(SelfDescription))]
internal sealed partial class SelfJson : JsonSerializerContext;
