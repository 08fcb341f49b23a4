using System.Text.Json;
using System.Text.Json.Serialization;

namespace TokenGateway.Management.Sessions;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(SessionProblem))]
internal sealed partial class SessionJson : JsonSerializerContext;
