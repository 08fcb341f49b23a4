using System.Text.Json;
using System.Text.Json.Serialization;

namespace TokenGateway.Endpoints;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(ReadinessReport))]
internal sealed partial class ProbeJson : JsonSerializerContext;
