using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Settings;

/// <summary>What holds at the moment, and why.</summary>
/// <param name="File">What the file says.</param>
/// <param name="Set">What was set.</param>
public sealed record EffectiveSettings(ConfiguredSettings File, RunTimeSettings Set)
{
    public TokenOptions Options => File.With(Set);

    public SettingSource SourceOf(SettingName name) => File.SourceOf(name, Set);
}
