using Microsoft.Extensions.Configuration;
using TokenGateway.Edge.Configuration.Sources;

namespace TokenGateway.Edge.Configuration;

/// <summary>
/// One copy of the whole live configuration, taken in one pass. Routes, clusters and our own sections are all read from
/// it, so that the routes of one version never meet the policies of the next.
/// </summary>
public sealed class FrozenConfiguration
{
    // A live configuration that is replaced while it is copied is copied again. It announces every replacement, so
    // giving up only means that the caller is called once more.
    private const int MaxAttempts = 5;

    private FrozenConfiguration(ConfigNode tree, SourceMap sources)
    {
        Tree = tree;
        Sources = sources;
        Root = new ConfigurationBuilder().Add(new FrozenProvider(tree)).Build();
    }

    /// <summary>The copy as an ordinary configuration; it never changes.</summary>
    public IConfigurationRoot Root { get; }

    /// <summary>Where each key of it was written.</summary>
    public SourceMap Sources { get; }

    internal ConfigNode Tree { get; }

    /// <summary>
    /// Copies what <paramref name="live"/> holds now. Later providers override earlier ones key by key, except that
    /// under <c>ReverseProxy</c> and <c>TokenGateway</c> a list of a later provider replaces an earlier one whole:
    /// merged element by element, a shorter list of methods would keep the tail of the longer one.
    /// </summary>
    public static FrozenConfiguration Capture(IConfiguration live)
    {
        ArgumentNullException.ThrowIfNull(live);
        for (var attempt = 1; ; attempt++)
        {
            var changed = live.GetReloadToken();
            var frozen = CaptureOnce(live);
            if (!changed.HasChanged || attempt == MaxAttempts)
                return frozen;
        }
    }

    private static FrozenConfiguration CaptureOnce(IConfiguration live)
    {
        var layers = LayerReader.ReadAll(live);
        var tree = layers
            .Select(layer => layer.Tree)
            .Aggregate(ConfigNode.Empty, LayerMerge.Over)
            .WithPaths();
        return new FrozenConfiguration(tree, SourceMap.Create(tree, [.. layers.Select(layer => layer.Text).OfType<JsonTextMap>()]));
    }
}
