using System.Collections.Immutable;
using TokenGateway.Core.Settings;

namespace TokenGateway.Configuration.Sections;

/// <summary>What one realm says otherwise than the gateway.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Name">The realm.</param>
/// <param name="Tokens">What holds for its tokens; where it says nothing, what holds for all.</param>
/// <param name="CountsInRealm">It says how many tokens a user may have, so those of the realm count alone.</param>
/// <param name="Named">What it names of that which can be set at run time: a ceiling for what is set.</param>
public sealed record RealmConfig(string Path, string Name, TokensConfig Tokens, bool CountsInRealm, ImmutableHashSet<SettingName> Named);
