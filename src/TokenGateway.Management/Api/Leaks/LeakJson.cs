using System.Text.Json.Serialization;

namespace TokenGateway.Management.Api.Leaks;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LeakRequest))]
[JsonSerializable(typeof(LeakAnswer))]
internal sealed partial class LeakJson : JsonSerializerContext;
