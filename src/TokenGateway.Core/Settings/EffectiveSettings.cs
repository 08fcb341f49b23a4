using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Settings;

/// <summary>The effective settings, and their sources.</summary>
/// <param name="File">The file's values.</param>
/// <param name="Set">The run-time settings.</param>
public sealed record EffectiveSettings(ConfiguredSettings File, RunTimeSettings Set)
{
    public TokenOptions Options => File.With(Set);

    public SettingSource SourceOf(SettingName name) => File.SourceOf(name, Set);
}
