using Microsoft.Extensions.Configuration;
using TokenGateway.Configuration.Errors;
using TokenGateway.Dialects;
using TokenGateway.Dialects.BuiltIn;

namespace TokenGateway.Configuration.Sources;

/// <summary>
/// One copy of the whole live configuration, taken in one pass. Routes, clusters and our own sections are all read from it,
/// so that the routes of one version are never combined with the policies of the next.
/// </summary>
internal sealed class ConfigurationSnapshot
{
    // A live configuration that changes during the copy is copied again. It announces every change, so after the last
    // attempt the caller is simply called once more.
    private const int MaxAttempts = 5;

    private readonly ConfigNode _merged;

    private ConfigurationSnapshot(ConfigNode merged, Func<ConfigNode, SourceMap> sources, DialectRegistry dialects)
    {
        _merged = merged;
        Written = merged.WithPaths();
        Sources = sources(Written);
        Dialects = dialects;
        Root = new ConfigurationBuilder().Add(new FrozenProvider(Written)).Build();
        var dialect = dialects.Find(Written[ConfigPath.Gateway]?["Dialect"]?.Value) ?? dialects.Default;
        Tree = ReferenceEquals(dialect, dialects.Default) ? Written : LayerMerge.Over(DialectLayer.Of(dialect), merged).WithPaths();
    }

    /// <summary>The copy as a regular configuration; it never changes.</summary>
    public IConfigurationRoot Root { get; }

    /// <summary>The source of each key.</summary>
    public SourceMap Sources { get; }

    /// <summary>The available dialects.</summary>
    internal DialectRegistry Dialects { get; }

    /// <summary>The configured keys.</summary>
    internal ConfigNode Written { get; }

    /// <summary>The same with the dialect's defaults for absent keys.</summary>
    internal ConfigNode Tree { get; }

    /// <summary>
    /// Copies the current content of <paramref name="live"/>. Later providers override earlier ones key by key, except that
    /// under <c>ReverseProxy</c> and <c>TokenGateway</c> a list of a later provider replaces an earlier one as a whole:
    /// merged element by element, a shorter list of methods would keep the tail of the longer one.
    /// </summary>
    public static ConfigurationSnapshot Capture(IConfiguration live) => Capture(live, BuiltInDialects.Registry);

    internal static ConfigurationSnapshot Capture(IConfiguration live, DialectRegistry dialects)
    {
        ArgumentNullException.ThrowIfNull(live);
        for (var attempt = 1; ; attempt++)
        {
            var changed = live.GetReloadToken();
            var frozen = CaptureOnce(live, dialects);
            if (!changed.HasChanged || attempt == MaxAttempts)
                return frozen;
        }
    }

    /// <summary>The same copy without the keys at <paramref name="paths"/>. <see cref="Sources"/> still has their sources.</summary>
    internal ConfigurationSnapshot Without(IReadOnlySet<string> paths) => new(_merged.Without(paths), _ => Sources, Dialects);

    private static ConfigurationSnapshot CaptureOnce(IConfiguration live, DialectRegistry dialects)
    {
        var layers = LayerReader.ReadAll(live);
        var merged = layers.Select(layer => layer.Tree).Aggregate(ConfigNode.Empty, LayerMerge.Over);
        return new ConfigurationSnapshot(merged, written => SourceMap.Create(written, [.. layers.Select(layer => layer.Text).OfType<JsonTextMap>()]), dialects);
    }
}
