using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Endpoints;

/// <summary>Configures Kestrel from the <c>Kestrel</c> section: defaults, names, marks.</summary>
internal static class EndpointSetup
{
    internal const string Section = "Kestrel:Endpoints";

    internal const string DefaultOpsUrl = "http://127.0.0.1:8081";

    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.Ordinal)
    {
        ["Edge"] = "http://0.0.0.0:8080",
        ["Management"] = DefaultOpsUrl,
    };

    public static void AddGatewayEndpoints(this WebApplicationBuilder builder)
    {
        AddDefaults(builder.Configuration);
        var frozen = ConfigurationSnapshot.Capture(builder.Configuration);
        var endpoints = ReadListening(frozen, builder.Environment.ContentRootPath);
        var written = frozen.Tree[KestrelSection.Key];

        // Without QUIC, whose libraries cost memory: HTTP/3 is not supported.
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.AddServerHeader = written.Boolean(KestrelSection.ServerHeader);
            var encodings = options.ApplicationServices.GetRequiredService<HeaderEncodings>();
            options.RequestHeaderEncodingSelector = name => DigitsOnly.For(name) ?? encodings.ForReading(name)!;

            // Responses of upstreams need not be ASCII, the server's default.
            options.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            KestrelLimits.Set(options.Limits, written?[LimitsSection.Key]);

            // It reads only endpoints, their defaults and certificates.
            var loader = options.Configure(builder.Configuration.GetSection(KestrelSection.Key));
            foreach (var (name, kind) in endpoints)
                loader.Endpoint(name, endpoint => SetUp(endpoint.ListenOptions, kind, endpoint.IsHttps));
        });
    }

    private static void AddDefaults(ConfigurationManager configuration)
    {
        var missing = DefaultsBeside([.. configuration.GetSection(Section).GetChildren().Select(one => one.Key)]);
        configuration.AddInMemoryCollection(missing.ToDictionary(one => $"{Section}:{one.Key}:Url", one => one.Value, StringComparer.Ordinal));
    }

    // A node with a Probe endpoint and no configured Management endpoint has no Management: it only forwards.
    private static IEnumerable<KeyValuePair<string, string?>> DefaultsBeside(List<string> names) => Defaults.Where(one =>
        !names.Exists(name => KindOf(name)?.ToString() == one.Key || (one.Value == DefaultOpsUrl && KindOf(name) == EndpointKind.Probe)));

    /// <summary>Checks the section, and returns its endpoints with their kinds.</summary>
    /// <exception cref="ConfigurationInvalidException">A name has no known prefix, or an address or limit is invalid.</exception>
    public static IReadOnlyList<(string Name, EndpointKind Kind)> ReadEndpoints(ConfigurationSnapshot frozen)
    {
        var errors = new ConfigErrors(frozen.Sources);
        var endpoints = Read(frozen, errors);
        errors.ThrowIfAny();
        return endpoints;
    }

    /// <summary>The same, and also checks for faults that would prevent listening: conflicting addresses, unusable certificates.</summary>
    /// <param name="frozen">With or without the default endpoints.</param>
    /// <param name="folder">The folder that certificate files are relative to.</param>
    /// <exception cref="ConfigurationInvalidException">The server could not start.</exception>
    public static IReadOnlyList<(string Name, EndpointKind Kind)> ReadListening(ConfigurationSnapshot frozen, string folder)
    {
        var errors = new ConfigErrors(frozen.Sources);
        var endpoints = Read(frozen, errors);
        AddressRules.Check(frozen, DefaultsBeside([.. frozen.Root.GetSection(Section).GetChildren().Select(one => one.Key)]), errors);
        new CertificateRules(frozen, folder, errors).Check();
        errors.ThrowIfAny();
        return endpoints;
    }

    private static List<(string Name, EndpointKind Kind)> Read(ConfigurationSnapshot frozen, ConfigErrors errors)
    {
        KestrelSection.Check(frozen.Tree[KestrelSection.Key], errors);
        var endpoints = new List<(string, EndpointKind)>();
        foreach (var child in frozen.Root.GetSection(Section).GetChildren())
        {
            if (KindOf(child.Key) is { } kind)
                endpoints.Add((child.Key, kind));
            else
                errors.Add(child.Path, "an endpoint's name must begin with Edge (traffic), Management or Probe, which says what it is for");
            if (!errors.AnyUnder(child.Path) && ListenAddress.FaultOf(child["Url"]) is { } fault)
                errors.Add($"{child.Path}:Url", fault);
        }

        return endpoints;
    }

    private static EndpointKind? KindOf(string name)
    {
        foreach (var kind in Enum.GetValues<EndpointKind>())
        {
            if (name.StartsWith(kind.ToString(), StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        return null;
    }

    // Before Kestrel adds TLS to the endpoint.
    private static void SetUp(ListenOptions endpoint, EndpointKind kind, bool isTls)
    {
        if (kind == EndpointKind.Edge)
            endpoint.ApplicationServices.GetRequiredService<EdgeListeners>().Add(endpoint, isTls);
        if (kind != EndpointKind.Probe)
            ProxyProtocol.UseOn(endpoint);
        Http2Refusals.WatchOn(endpoint);
        Mark(endpoint, kind);
    }

    private static void Mark(ListenOptions endpoint, EndpointKind kind)
    {
        if (kind == EndpointKind.Edge)
        {
            EdgeConnection.MarkAll(endpoint);
            return;
        }

        var mark = new EndpointMark(kind);
        endpoint.Use(next => connection =>
        {
            connection.Features.Set(mark);
            return next(connection);
        });
    }
}
