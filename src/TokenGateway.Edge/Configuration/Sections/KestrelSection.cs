using TokenGateway.Edge.Configuration.Shapes;
using TokenGateway.Edge.Configuration.Sources;

namespace TokenGateway.Edge.Configuration.Sections;

/// <summary>
/// <c>Kestrel</c> of a file that is the gateway's own. The keys are ASP.NET Core's; a mistyped one would leave a limit
/// at its default without a word, so the section is checked as our own are.
/// </summary>
internal static class KestrelSection
{
    public const string Key = "Kestrel";

    public const string Endpoints = "Endpoints";

    public const string EndpointDefaults = "EndpointDefaults";

    public const string ServerHeader = "AddServerHeader";

    private const string Protocols = "Protocols";

    /// <summary>What Kestrel itself reads and checks while it starts.</summary>
    private static readonly string[] Open = [Endpoints, EndpointDefaults, "Certificates"];

    private static readonly KeyShape[] Ours =
    [
        new(LimitsSection.Key, LimitsSection.Shape, "What one client may take of the server: sizes, counts, times."),
        new(ServerHeader, new BooleanShape(), "Whether answers name the server software.", "false"),
    ];

    /// <summary>The keys that are checked by type; what Kestrel reads by itself is open.</summary>
    public static IReadOnlyList<KeyShape> Shapes => Ours;

    public static void Check(ConfigNode? kestrel, ConfigErrors errors)
    {
        foreach (var child in kestrel?.Children ?? [])
        {
            if (Array.Find(Ours, key => ConfigPath.Same(key.Name, child.Key)) is { } known)
                known.Shape.Check(child, errors);
            else if (!Open.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                errors.Add(child.Path, "unknown key" + Suggestion.Ask(child.Key, Open.Concat(Ours.Select(key => key.Name))));
        }

        if (kestrel?[LimitsSection.Key] is { } limits && !errors.AnyUnder(limits.Path))
            LimitsSection.CheckTogether(limits, errors);
        foreach (var owner in kestrel?[Endpoints]?.Children.Append(kestrel[EndpointDefaults]) ?? [kestrel?[EndpointDefaults]])
            CheckProtocols(owner?[Protocols], errors);
    }

    // Over QUIC a connection bears no mark of its endpoint, so nothing that came in there would be answered.
    private static void CheckProtocols(ConfigNode? protocols, ConfigErrors errors)
    {
        string[] known = ["Http1", "Http2", "Http1AndHttp2"];
        if (protocols is null)
            return;
        if (protocols.Value?.Contains("Http3", StringComparison.OrdinalIgnoreCase) == true)
            errors.Add(protocols.Path, "HTTP/3 is not supported; write \"Http1AndHttp2\"");
        else
            new EnumShape(known).Check(protocols, errors);
    }
}
