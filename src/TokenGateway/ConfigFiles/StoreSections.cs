using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.ConfigFiles;

/// <summary>The store and audit log sections of an invalid configuration, for commands that need nothing else.</summary>
internal static class StoreSections
{
    private static readonly string[] Needed = [ConfigPath.Join(ConfigPath.Gateway, StoreConfig.Section), ConfigPath.Join(ConfigPath.Gateway, AuditConfig.Section)];

    /// <summary>Only these sections; null: they have errors themselves, or a mistyped key may have been meant for them.</summary>
    public static IConfigurationRoot? TryRead(IConfigurationRoot configuration, IReadOnlyList<ConfigError> errors)
    {
        var root = ConfigurationSnapshot.Capture(configuration).Root;
        var isSure = Array.TrueForAll(Needed, section => root.GetSection(section).Exists());
        if (errors.Any(error => Needed.Any(section => ConfigPath.IsAtOrUnder(error.Path, section) || ConfigPath.IsAtOrUnder(section, error.Path)) || (!isSure && MayHide(root, error.Path))))
            return null;
        return new ConfigurationBuilder()
            .AddInMemoryCollection(root.AsEnumerable().Where(pair => Needed.Any(section => ConfigPath.IsAtOrUnder(pair.Key, section))))
            .Build();
    }

    // "TokenGatway" or "TokenGateway:Stroe": the default store would be used instead.
    private static bool MayHide(IConfiguration root, string path) => path.Split(':') switch
    {
        [_] => true,
        [var section, _] => ConfigPath.Same(section, ConfigPath.Gateway) && root.GetSection(path).GetChildren().Any(),
        _ => false,
    };
}
