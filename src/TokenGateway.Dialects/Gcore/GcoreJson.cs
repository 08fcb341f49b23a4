using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.Gcore;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GcoreError))]
[JsonSerializable(typeof(GcoreTokenRequest))]
[JsonSerializable(typeof(GcoreToken))]
[JsonSerializable(typeof(List<GcoreToken>))]
[JsonSerializable(typeof(GcoreUser))]
[JsonSerializable(typeof(GcoreAccount))]
internal sealed partial class GcoreJson : JsonSerializerContext;
