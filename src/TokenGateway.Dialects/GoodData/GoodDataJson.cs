using System.Text.Json.Serialization;

namespace TokenGateway.Dialects.GoodData;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GoodDataProblem))]
[JsonSerializable(typeof(GoodDataNewTokenDocument))]
[JsonSerializable(typeof(GoodDataTokenDocument))]
[JsonSerializable(typeof(GoodDataTokenList))]
[JsonSerializable(typeof(GoodDataUserDocument))]
[JsonSerializable(typeof(GoodDataProfile))]
internal sealed partial class GoodDataJson : JsonSerializerContext;
