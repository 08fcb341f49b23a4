using System.Text.Json.Serialization;

namespace TokenGateway.Management.Api.Routes;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RouteList))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(RouteTokenList))]
internal sealed partial class RouteJson : JsonSerializerContext;
