using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sections.Proxy;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration;

/// <summary>
/// Every key of ours with its value and where that comes from, by the very shapes that check the file, so that no
/// default is told twice.
/// </summary>
internal static class EffectiveConfiguration
{
    private const string Default = "default";

    /// <summary>The keys of a configuration that was checked: one with errors may hold secrets in wrong places.</summary>
    public static IEnumerable<EffectiveKey> Read(ConfigurationSnapshot frozen)
    {
        // Routes and clusters have the same defaults each, so only what the file says of them is shown.
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

    // A list is one value, which a later source replaces whole; the names of a map come from several.
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

    // The environment knows only text; the shape knows what it means.
    private static string ValueOf(Shape shape, ConfigNode node) =>
        shape is IntegerShape or SizeShape or BooleanShape && node.Value is { } value ? value.ToLowerInvariant() : WrittenConfiguration.OnOneLine(node, shape);
}
