using TokenGateway.Configuration.Schema;

namespace TokenGateway.Configuration.Sections.Proxy;

/// <summary><c>HealthCheck</c> of a cluster.</summary>
internal static class HealthCheckShape
{
    private static readonly TextShape Policy = Texts.Any with { What = "a policy name", Nullable = true };

    private static readonly TimeSpanShape Time = new() { Nullable = true };

    private static readonly BooleanShape Switch = new() { Nullable = true };

    public static readonly ObjectShape Shape = new(
        new("Active", Active, "Destinations are asked."),
        new("Passive", Passive, "Answers are watched."),
        new("AvailableDestinationsPolicy", Policy, "Which destinations may be used.", "\"HealthyAndUnknown\""))
    {
        MayBeEmpty = true,
        Nullable = true,
    };

    private static ObjectShape Active => new(
        new("Enabled", Switch, "Whether they are.", "false"),
        new("Interval", Time, "How often.", "\"00:00:15\""),
        new("Timeout", Time, "How long an answer may take.", "\"00:00:10\""),
        new("Policy", Policy, "How the answers are judged."),
        new("Path", Texts.Any with { What = "a path", Nullable = true, ShownAs = SecretMask.OfPlace }, "Where."),
        new("Query", Texts.Any with { What = "a query", Nullable = true, Secret = true }, "With which query, ? first."))
    { MayBeEmpty = true, Nullable = true };

    private static ObjectShape Passive => new(
        new("Enabled", Switch, "Whether they are.", "false"),
        new("Policy", Policy, "How the answers are judged."),
        new("ReactivationPeriod", Time, "When a destination is tried again."))
    { MayBeEmpty = true, Nullable = true };
}
