using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Usage</c>: the recording of token usage.</summary>
internal sealed class UsageConfig(ConfigNode? node)
{
    public const string Section = "Usage";

    private static readonly KeyList Keys = new();

    private static readonly Key<TimeSpan> ResolutionKey =
        Keys.Add<TimeSpan>("Resolution", new DurationShape("0s", "1d"), "A last use is written when it is this much later than the stored one.", "\"1m\"");

    public static readonly ObjectShape Shape = Keys.Shape;

    /// <summary>0: every use.</summary>
    public TimeSpan Resolution { get; } = ResolutionKey.In(node);
}
