using System.Text.Json;

namespace TokenGateway.Configuration.Sources;

/// <summary>A key of a JSON text: the line it stands on and what its value is.</summary>
internal readonly record struct JsonTextEntry(ConfigOrigin Origin, JsonValueKind Kind);
