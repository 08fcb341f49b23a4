using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sections.Proxy;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration;

/// <summary>
/// Lists every gateway key with its value and source. Uses the same shapes as the check of the file, so that each default
/// is declared once.
/// </summary>
internal static class EffectiveConfiguration
{
    private const string Default = "default";

    /// <summary>The keys of a valid configuration: an invalid one may contain secrets in unexpected keys.</summary>
    public static IEnumerable<EffectiveKey> Read(ConfigurationSnapshot frozen)
    {
        // Each route and cluster has the same defaults, so only configured keys are shown.
        return Keys(GatewayConfig.ShapeOf(frozen.Dialects), frozen.Tree[ConfigPath.Gateway], ConfigPath.Gateway, withDefaults: true)
            .Concat(Keys(KestrelSection.Listening, frozen.Tree[KestrelSection.Key], KestrelSection.Key, withDefaults: false))
            .Concat(Keys(new ObjectShape([.. KestrelSection.Shapes]), frozen.Tree[KestrelSection.Key], KestrelSection.Key, withDefaults: true))
            .Concat(Keys(ProxyShape.Of(frozen.Dialects, HostKeys.None), frozen.Tree[ConfigPath.ReverseProxy], ConfigPath.ReverseProxy, withDefaults: false));
    }

    private static IEnumerable<EffectiveKey> Keys(ObjectShape shape, ConfigNode? node, string path, bool withDefaults)
    {
        foreach (var key in shape.Keys)
        {
            var at = ConfigPath.Join(path, key.Name);
            if (key.Shape is ObjectShape inner && node?[key.Name] is not { IsNull: true })
            {
                foreach (var below in Keys(inner, node?[key.Name], at, withDefaults))
                    yield return below;
            }
            else if (node?[key.Name] is { } written)
            {
                foreach (var found in Written(key.Shape, written))
                    yield return found;
            }
            else if (withDefaults && key.DefaultIn(node) is { } json)
            {
                yield return new EffectiveKey(at, WrittenConfiguration.OnOneLine(json), Default);
            }
        }
    }

    // A list is one value, which a later source replaces as a whole; entries of a map may come from several sources.
    private static IEnumerable<EffectiveKey> Written(Shape shape, ConfigNode node) => shape switch
    {
        MapShape { Values: ObjectShape values } when !node.IsLeaf => node.Children.SelectMany(child => OfName(values, child)),
        MapShape map when !node.IsLeaf => node.Children.SelectMany(child => Written(map.Values, child)),
        _ => [Whole(shape, node)],
    };

    private static IEnumerable<EffectiveKey> OfName(ObjectShape values, ConfigNode node) =>
        node.IsNull ? [Whole(values, node)] : Keys(values, node, node.Path, withDefaults: false);

    private static EffectiveKey Whole(Shape shape, ConfigNode node) =>
        new(node.Path, ValueOf(shape, node), node.Origin?.ToString() ?? "unknown");

    // Environment variables have only text; the shape defines the type.
    private static string ValueOf(Shape shape, ConfigNode node) =>
        shape is IntegerShape or SizeShape or BooleanShape && node.Value is { } value ? value.ToLowerInvariant() : WrittenConfiguration.OnOneLine(node, shape);
}
