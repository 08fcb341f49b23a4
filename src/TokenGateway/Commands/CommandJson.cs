using System.Text.Json;
using System.Text.Json.Serialization;

namespace TokenGateway.Commands;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(UserJson))]
[JsonSerializable(typeof(IssuedJson))]
internal sealed partial class CommandJson : JsonSerializerContext;
