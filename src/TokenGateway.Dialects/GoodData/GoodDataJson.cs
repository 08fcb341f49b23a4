using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.GoodData;

// What is not known is left out: clients read null as a value of the wrong type.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GoodDataProblem))]
[JsonSerializable(typeof(GoodDataNewTokenDocument))]
[JsonSerializable(typeof(GoodDataTokenDocument))]
[JsonSerializable(typeof(GoodDataTokenList))]
[JsonSerializable(typeof(GoodDataUserDocument))]
[JsonSerializable(typeof(GoodDataProfile))]
internal sealed partial class GoodDataJson : JsonSerializerContext;
