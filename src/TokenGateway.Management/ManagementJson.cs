using System.Text.Json;
using System.Text.Json.Serialization;
using TokenGateway.Management.Api;
using TokenGateway.Management.Api.Audit;
using TokenGateway.Management.Api.Leaks;
using TokenGateway.Management.Api.Me;
using TokenGateway.Management.Api.Routes;
using TokenGateway.Management.Api.Settings;
using TokenGateway.Management.Api.Tokens;
using TokenGateway.Management.Api.Users;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management;

/// <summary>Everything that the API reads and writes. Names count as they are written, numbers are numbers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(TokenList))]
[JsonSerializable(typeof(IssuedTokenView))]
[JsonSerializable(typeof(RevealedTokenView))]
[JsonSerializable(typeof(CreateTokenRequest))]
[JsonSerializable(typeof(RotateTokenRequest))]
[JsonSerializable(typeof(UserView))]
[JsonSerializable(typeof(UserList))]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(PatchUserRequest))]
[JsonSerializable(typeof(MeView))]
[JsonSerializable(typeof(AuditList))]
[JsonSerializable(typeof(SettingsView))]
[JsonSerializable(typeof(PatchSettingsRequest))]
[JsonSerializable(typeof(RouteList))]
[JsonSerializable(typeof(Explanation))]
[JsonSerializable(typeof(LeakRequest))]
[JsonSerializable(typeof(LeakAnswer))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(string))]
internal sealed partial class ManagementJson : JsonSerializerContext;
