namespace TokenGateway.Configuration.Sources;

/// <summary>What one provider holds, and the JSON text it came from, if any.</summary>
internal sealed record ConfigLayer(ConfigNode Tree, JsonTextMap? Text);
