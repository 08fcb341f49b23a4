using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:ManagementLimits</c>: the limits on a user's management calls. Null: no limit.</summary>
internal sealed class ManagementLimitsConfig(ConfigNode? node)
{
    public const string Section = "ManagementLimits";

    private static readonly KeyList ValueKeys = new();

    private static readonly Key<int> PermitsKey = ValueKeys.Add<int>("Permits", new IntegerShape(1, 10_000_000), "Calls within the window, and the maximum at once.", required: true);

    private static readonly Key<TimeSpan> WindowKey = ValueKeys.Add<TimeSpan>("Window", new DurationShape("1s", "1d"), "The length of the window.", required: true);

    private static readonly ObjectShape Values = ValueKeys.Shape with { Nullable = true };

    private static readonly KeyList Keys = new();

    private static readonly Key<ConfigNode?> CallsKey = Keys.Add<ConfigNode?>(
        "Calls", Values, "All calls of one user to the API and of the dialect, except those that delete or deactivate; null: no limit.", """{ "Permits": 3000, "Window": "1m" }""");

    private static readonly Key<ConfigNode?> WritesKey = Keys.Add<ConfigNode?>(
        "Writes", Values, "Of these, the calls that create, rotate, activate or reveal; null: no limit.", """{ "Permits": 1000, "Window": "1h" }""");

    public static readonly ObjectShape Shape = Keys.Shape;

    public string Path { get; } = ConfigPath.Join(ConfigPath.Gateway, Section);

    public RateLimitValuesConfig? Calls { get; } = Read(CallsKey, node);

    public RateLimitValuesConfig? Writes { get; } = Read(WritesKey, node);

    private static RateLimitValuesConfig? Read(Key<ConfigNode?> key, ConfigNode? parent) => key.In(parent) is { IsNull: false } node
        ? new RateLimitValuesConfig
        {
            Path = ConfigPath.Join(ConfigPath.Gateway, Section, key.Name),
            Permits = PermitsKey.In(node),
            Window = WindowKey.In(node),
            Burst = null,
        }
        : null;
}
