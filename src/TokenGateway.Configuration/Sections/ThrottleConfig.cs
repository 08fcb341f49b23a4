using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Throttle</c>: the number of failed attempts of an address before its unknown values are throttled.</summary>
internal sealed class ThrottleConfig(ConfigNode? node)
{
    public const string Section = "Throttle";

    private static readonly KeyList Keys = new();

    private static readonly Key<int> FailedAttemptsKey = Keys.Add<int>(
        "FailedAttempts", new IntegerShape(1, 1_000_000), "Failed attempts of one address within the window before its unknown values are throttled.", "20");

    private static readonly Key<TimeSpan> WindowKey = Keys.Add<TimeSpan>("Window", new DurationShape("1s", "1d"), "The window in which they are counted.", "\"1m\"");

    public static readonly ObjectShape Shape = Keys.Shape;

    public int FailedAttempts { get; } = FailedAttemptsKey.In(node);

    public TimeSpan Window { get; } = WindowKey.In(node);
}
