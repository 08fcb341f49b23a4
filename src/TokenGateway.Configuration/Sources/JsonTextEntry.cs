using System.Text.Json;

namespace TokenGateway.Configuration.Sources;

/// <summary>A key of a JSON text: its line and the kind of its value.</summary>
internal readonly record struct JsonTextEntry(ConfigOrigin Origin, JsonValueKind Kind);
