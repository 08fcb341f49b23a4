namespace TokenGateway.Configuration.Sources;

/// <summary>The content of one provider, and its JSON text, if any.</summary>
internal sealed record ConfigLayer(ConfigNode Tree, JsonTextMap? Text);
