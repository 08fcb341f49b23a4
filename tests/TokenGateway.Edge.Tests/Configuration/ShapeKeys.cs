using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sections.Proxy;

namespace TokenGateway.Edge.Tests.Configuration;

/// <summary>The keys that a shape declares, with a value that each accepts.</summary>
internal static class ShapeKeys
{
    public const string Name = "x";

    /// <summary>Every key, those of objects and lists too (they have no value).</summary>
    public static IEnumerable<(string Path, ScalarShape? Shape)> Of(Shape shape, string path)
    {
        yield return (path, shape as ScalarShape);
        var below = shape switch
        {
            ObjectShape known => known.Keys.Where(key => key.Name != "TokenGateway").SelectMany(key => Of(key.Shape, $"{path}:{key.Name}")),
            MapShape map => Of(map.Values, $"{path}:{Name}"),
            ListShape { Items: TransformShape } => [],
            ListShape list => Of(list.Items, $"{path}:0"),
            _ => [],
        };
        foreach (var key in below)
            yield return key;
    }

    public static string ValueFor(ScalarShape shape) => shape switch
    {
        EnumShape words => words.Words[0],
        BooleanShape => "true",
        IntegerShape or SizeShape => "1",
        TimeSpanShape => "00:00:01",
        VersionShape => "2",
        UriShape => "http://127.0.0.1/",
        _ => new[] { "x", "GET", "Http1" }.First(value => shape.FaultOf(value) is null),
    };
}
