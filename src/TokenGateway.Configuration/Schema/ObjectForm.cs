using System.Text.Json;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>Whether a node has the form of an object, whatever its keys.</summary>
internal static class ObjectForm
{
    public static bool Holds(ConfigNode node) =>
        node.Kind is JsonValueKind.Object or JsonValueKind.Undefined && (node.Value is null || IsNamedOnly(node));

    // Hosts started by a test pass every section as an argument of its own, "--ReverseProxy=", beside its keys.
    private static bool IsNamedOnly(ConfigNode node) => node is { Kind: JsonValueKind.Undefined, Value: "", IsLeaf: false };

    /// <summary>A list without a JSON text that would distinguish it from an object.</summary>
    public static bool LooksLikeList(ConfigNode node) => node.Kind == JsonValueKind.Undefined && node.IsList;
}
