using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.Goldcast;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GoldcastDetail))]
[JsonSerializable(typeof(GoldcastOrganizations))]
internal sealed partial class GoldcastJson : JsonSerializerContext;
