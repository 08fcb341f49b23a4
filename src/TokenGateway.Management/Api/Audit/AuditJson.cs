using System.Text.Json;
using System.Text.Json.Serialization;

namespace TokenGateway.Management.Api.Audit;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuditList))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class AuditJson : JsonSerializerContext;
