using System.Text;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sections;
using TokenGateway.Dialects.BuiltIn;

namespace TokenGateway.Edge.Tests.Configuration;

/// <summary><c>docs/configuration-reference.md</c>, from the declarations of the keys.</summary>
internal static class ReferencePage
{
    private const string Head = """
        # Configuration reference

        Every key of the gateway's own, as the program declares it. [configuration.md](configuration.md) explains them; [schema.json](../config/schema.json) has the same for editors; `tokengateway config show --effective` prints the values in force. A name in capitals is one that you choose, `[]` an element of a list.

        """;

    /// <summary>The objects whose keys are ours, by where they stand.</summary>
    public static IReadOnlyList<(string Path, ObjectShape Shape)> Objects { get; } =
    [
        (ConfigPath.Gateway, GatewayConfig.ShapeOf(BuiltInDialects.Registry)),
        ("ReverseProxy:Routes:NAME:TokenGateway", RouteBlockConfig.ShapeOf(BuiltInDialects.Registry)),
        ("ReverseProxy:Clusters:NAME:TokenGateway", ClusterBlockConfig.Shape),
        (KestrelSection.Key, new ObjectShape([.. KestrelSection.Shapes])),
    ];

    public static string Write()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var (path, shape) in Objects)
        {
            page.Append($"\n## `{path}`\n\n| key | value | default | |\n|---|---|---|---|\n");
            foreach (var (at, key) in Keys(shape, ""))
                page.Append($"| `{at}` | {Cell(ValueOf(key))} | {(key.Default is { } json ? $"`{Cell(json)}`" : "")} | {Cell(key.Description)} |\n");
        }

        return page.ToString();
    }

    /// <summary>Every key below an object, by its path from there.</summary>
    public static IEnumerable<(string Path, KeyShape Key)> Keys(ObjectShape shape, string parent)
    {
        foreach (var key in shape.Keys)
        {
            var path = ConfigPath.Join(parent, key.Name);
            yield return (path, key);
            var below = key.Shape switch
            {
                ObjectShape inner => Keys(inner, path),
                MapShape { Values: ObjectShape inner } => Keys(inner, ConfigPath.Join(path, "NAME")),
                ListShape { Items: ObjectShape inner } => Keys(inner, path + "[]"),
                _ => [],
            };
            foreach (var one in below)
                yield return one;
        }
    }

    private static string ValueOf(KeyShape key) => (key.Shape switch
    {
        IntegerShape { Min: var min, Max: var max } => $"{key.Shape.Name}, {min} to {max}",
        DurationShape { Min: var min, Max: var max } => $"{key.Shape.Name}, {min} to {max}",
        ListShape list => $"a list; each: {list.Items.Name}",
        _ => key.Shape.Name,
    }) + (key.Shape.Nullable ? ", or null" : "") + (key.Required ? "; required" : "");

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", @"\|", StringComparison.Ordinal);
}
