namespace TokenGateway.Edge.Model;

/// <summary>The YARP transforms that the gateway applies itself, on raw bytes.</summary>
internal static class PathTransforms
{
    public static PathRewrite Read(IReadOnlyList<IReadOnlyDictionary<string, string>>? transforms) =>
        PathRewrite.Create((transforms ?? []).Select(StepOf).OfType<PathRewriteStep>());

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Without(IReadOnlyList<IReadOnlyDictionary<string, string>>? transforms) =>
        [.. (transforms ?? []).Where(one => StepOf(one) is null)];

    private static PathRewriteStep? StepOf(IReadOnlyDictionary<string, string> transform)
    {
        foreach (var (key, value) in transform)
        {
            if (key.Equals("PathPrefix", StringComparison.OrdinalIgnoreCase))
                return new PathRewriteStep(PathRewriteKind.Prefix, value);
            if (key.Equals("PathRemovePrefix", StringComparison.OrdinalIgnoreCase))
                return new PathRewriteStep(PathRewriteKind.RemovePrefix, value);
            if (key.Equals("PathSet", StringComparison.OrdinalIgnoreCase))
                return new PathRewriteStep(PathRewriteKind.Set, value);
        }

        return null;
    }
}
