using System.Text.Json.Serialization;

namespace TokenGateway.Management.Api.Users;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UserView))]
[JsonSerializable(typeof(UserList))]
[JsonSerializable(typeof(PasskeyList))]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(PatchUserRequest))]
internal sealed partial class UserJson : JsonSerializerContext;
