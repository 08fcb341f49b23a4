using System.Text.Json.Serialization;

namespace TokenGateway.Management.Api.Settings;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SettingsView))]
[JsonSerializable(typeof(PatchSettingsRequest))]
internal sealed partial class SettingsJson : JsonSerializerContext;
