using TokenGateway.Configuration.Errors;

namespace TokenGateway.Edge.Compilation;

/// <summary>
/// The effect of one route's transforms on <c>X-Forwarded-*</c> and <c>Forwarded</c>. YARP runs them in order and adds the
/// four default headers at the end if the route does not configure them.
/// </summary>
internal sealed class ForwardedTransforms(IReadOnlyList<IReadOnlyDictionary<string, string>> transforms)
{
    private const string XForwarded = "X-Forwarded";
    private const string Forwarded = "Forwarded";
    private const string DefaultPrefix = "X-Forwarded-";
    private const string Append = "Append";
    private const string Off = "Off";

    private static readonly string[] Suffixes = ["For", "Host", "Proto", "Prefix"];

    /// <summary>
    /// Why setting or removing a header with the transform at <paramref name="index"/> has no effect; null: it has one, or
    /// it is another header.
    /// </summary>
    public string? FaultOfHeader(int index, string name, bool removes)
    {
        if (ConfigPath.Same(name, Forwarded))
        {
            return IsOverwritten(index, one => Suffixes.Any(suffix => Writes(one, suffix)))
                ? "the gateway removes Forwarded where it writes X-Forwarded-*; use the transform \"Forwarded\""
                : null;
        }

        if (Array.Find(Suffixes, one => ConfigPath.Same(name, DefaultPrefix + one)) is not { } suffix)
            return null;
        if (suffix == "Prefix" && !removes && transforms.Any(one => one.ContainsKey("PathRemovePrefix")))
            return "the gateway writes what PathRemovePrefix takes off the path to X-Forwarded-Prefix; remove this transform";
        return IsOverwritten(index, one => Writes(one, suffix) || one.ContainsKey(Forwarded))
            ? $"the gateway writes {DefaultPrefix}{suffix} after this transform; put {{ \"X-Forwarded\": \"Set\", \"{suffix}\": \"Off\" }} {(removes ? "in its place" : "before it")}"
            : null;
    }

    /// <summary>
    /// The keys of the transform at <paramref name="index"/> with "Append": the client's values under these names never
    /// reach it.
    /// </summary>
    public IEnumerable<string> AppendingKeys(int index)
    {
        var transform = transforms[index];
        if (transform.ContainsKey(XForwarded))
            return HasDefaultNames(transform) ? Suffixes.Prepend(XForwarded).Where(key => IsAppend(transform, key)) : [];
        return transform.ContainsKey(Forwarded) && IsAppend(transform, "Action") ? ["Action"] : [];
    }

    private bool IsOverwritten(int index, Func<IReadOnlyDictionary<string, string>, bool> writes) =>
        transforms.Skip(index + 1).Any(writes) || !transforms.Any(one => one.ContainsKey(XForwarded) || one.ContainsKey(Forwarded));

    private static bool Writes(IReadOnlyDictionary<string, string> transform, string suffix) =>
        transform.TryGetValue(XForwarded, out var usual) && HasDefaultNames(transform)
        && !ConfigPath.Same(transform.GetValueOrDefault(suffix, usual), Off);

    private static bool HasDefaultNames(IReadOnlyDictionary<string, string> transform) =>
        ConfigPath.Same(transform.GetValueOrDefault("HeaderPrefix", DefaultPrefix), DefaultPrefix);

    private static bool IsAppend(IReadOnlyDictionary<string, string> transform, string key) =>
        transform.TryGetValue(key, out var action) && ConfigPath.Same(action, Append);
}
