using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.Versio;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VersioError))]
internal sealed partial class VersioJson : JsonSerializerContext;
