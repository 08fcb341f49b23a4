using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary>
/// <c>Kestrel</c> in the gateway's own file. The keys are ASP.NET Core's; it would ignore a mistyped one, leaving a limit
/// at its default or not requesting a client certificate, so the section is checked like our own.
/// </summary>
internal static class KestrelSection
{
    public const string Key = "Kestrel";

    public const string Endpoints = "Endpoints";

    public const string ServerHeader = "AddServerHeader";

    private static readonly KeyShape[] Ours =
    [
        new(LimitsSection.Key, LimitsSection.Shape, "Limits on clients: sizes, counts, times."),
        new(ServerHeader, new BooleanShape(), "Whether responses name the server software.", "false"),
    ];

    /// <summary>The listening endpoints; the defaults are Kestrel's own.</summary>
    public static readonly ObjectShape Listening = new(
        new(Endpoints, new MapShape(Texts.Any, EndpointShapes.Endpoint) { MayBeEmpty = true }, "Where the gateway listens; each name begins with Edge, Management or Probe."),
        new("EndpointDefaults", EndpointShapes.Defaults, "What holds for endpoints that do not say otherwise."),
        new("Certificates", new MapShape(Texts.Any, EndpointShapes.Certificate) { MayBeEmpty = true }, "Certificates by name; Default is that of endpoints that name none."));

    public static readonly ObjectShape Shape = new([.. Listening.Keys, .. Ours])
    {
        MayBeEmpty = true,
    };

    /// <summary>The keys with our own defaults.</summary>
    public static IReadOnlyList<KeyShape> Shapes => Ours;

    public static void Check(ConfigNode? kestrel, ConfigErrors errors)
    {
        if (kestrel is null)
            return;
        Shape.Check(kestrel, errors);
        if (kestrel[LimitsSection.Key] is { } limits && !errors.AnyUnder(limits.Path))
            LimitsSection.CheckTogether(limits, errors);
    }
}
