using System.Text.Json.Serialization;

namespace TokenGateway.Management.Api.Tokens;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(TokenList))]
[JsonSerializable(typeof(IssuedTokenView))]
[JsonSerializable(typeof(RevealedTokenView))]
[JsonSerializable(typeof(CreateTokenRequest))]
[JsonSerializable(typeof(RotateTokenRequest))]
[JsonSerializable(typeof(TokenUsageView))]
[JsonSerializable(typeof(BulkRequest))]
[JsonSerializable(typeof(BulkView))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(string))]
internal sealed partial class TokenJson : JsonSerializerContext;
