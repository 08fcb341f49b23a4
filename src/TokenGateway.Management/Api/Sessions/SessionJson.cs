using System.Text.Json;
using System.Text.Json.Serialization;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;

namespace TokenGateway.Management.Api.Sessions;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(SessionProblem))]
internal sealed partial class SessionJson : JsonSerializerContext;
