using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.GoodData;

// Unknown values are omitted: clients treat null as a value of the wrong type.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GoodDataProblem))]
[JsonSerializable(typeof(GoodDataNewTokenDocument))]
[JsonSerializable(typeof(GoodDataTokenDocument))]
[JsonSerializable(typeof(GoodDataTokenList))]
[JsonSerializable(typeof(GoodDataUserDocument))]
[JsonSerializable(typeof(GoodDataProfile))]
internal sealed partial class GoodDataJson : JsonSerializerContext;
