using System.Text.Json.Serialization;

namespace TokenGateway.Management.Api.Me;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MeView))]
internal sealed partial class MeJson : JsonSerializerContext;
