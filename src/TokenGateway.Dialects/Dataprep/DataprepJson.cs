using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.Dataprep;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DataprepError))]
[JsonSerializable(typeof(DataprepTokenRequest))]
[JsonSerializable(typeof(DataprepToken))]
[JsonSerializable(typeof(DataprepNewToken))]
[JsonSerializable(typeof(DataprepTokens))]
[JsonSerializable(typeof(DataprepPerson))]
internal sealed partial class DataprepJson : JsonSerializerContext;
