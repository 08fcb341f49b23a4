using Microsoft.Extensions.Configuration;
using TokenGateway.Configuration.Errors;
using TokenGateway.Dialects;
using TokenGateway.Dialects.BuiltIn;

namespace TokenGateway.Configuration.Sources;

/// <summary>
/// One copy of the whole live configuration, taken in one pass. Routes, clusters and our own sections are all read from
/// it, so that the routes of one version never meet the policies of the next.
/// </summary>
internal sealed class ConfigurationSnapshot
{
    // A live configuration that is replaced while it is copied is copied again. It announces every replacement, so
    // giving up only means that the caller is called once more.
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

    /// <summary>The copy as an ordinary configuration; it never changes.</summary>
    public IConfigurationRoot Root { get; }

    /// <summary>Where each key of it was written.</summary>
    public SourceMap Sources { get; }

    /// <summary>The dialects that it may name.</summary>
    internal DialectRegistry Dialects { get; }

    /// <summary>What somebody wrote.</summary>
    internal ConfigNode Written { get; }

    /// <summary>The same with what its dialect says where nothing is written.</summary>
    internal ConfigNode Tree { get; }

    /// <summary>
    /// Copies what <paramref name="live"/> holds now. Later providers override earlier ones key by key, except that
    /// under <c>ReverseProxy</c> and <c>TokenGateway</c> a list of a later provider replaces an earlier one whole:
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

    /// <summary>The same copy without the keys at <paramref name="paths"/>. <see cref="Sources"/> still knows where they were written.</summary>
    internal ConfigurationSnapshot Without(IReadOnlySet<string> paths) => new(_merged.Without(paths), _ => Sources, Dialects);

    private static ConfigurationSnapshot CaptureOnce(IConfiguration live, DialectRegistry dialects)
    {
        var layers = LayerReader.ReadAll(live);
        var merged = layers.Select(layer => layer.Tree).Aggregate(ConfigNode.Empty, LayerMerge.Over);
        return new ConfigurationSnapshot(merged, written => SourceMap.Create(written, [.. layers.Select(layer => layer.Text).OfType<JsonTextMap>()]), dialects);
    }
}
