using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Endpoints;

/// <summary>
/// Checks that each https endpoint has a usable certificate. The server would report that only during startup, and fall
/// back to a development certificate.
/// </summary>
internal sealed class CertificateRules(ConfigurationSnapshot frozen, string folder, ConfigErrors errors)
{
    private const string Certificate = "Certificate";

    private const string DefaultPath = "Kestrel:Certificates:Default";

    private readonly ConfigNode? _default = frozen.Tree[KestrelSection.Key]?["Certificates"]?["Default"];

    public void Check()
    {
        // The server loads it whether or not an endpoint needs it.
        Check(_default);
        foreach (var endpoint in frozen.Tree[KestrelSection.Key]?[KestrelSection.Endpoints]?.Children ?? [])
        {
            if (!errors.AnyUnder(endpoint.Path) && endpoint["Url"]?.Value?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true)
                CheckEndpoint(endpoint);
        }
    }

    private void CheckEndpoint(ConfigNode endpoint)
    {
        Check(endpoint[Certificate]);
        var hosts = endpoint["Sni"]?.Children ?? [];
        foreach (var host in hosts)
            Check(host[Certificate]);
        if (IsNamed(endpoint[Certificate]) || IsNamed(_default) || (hosts.Count > 0 && hosts.All(host => IsNamed(host[Certificate]))))
            return;
        errors.Add(ConfigPath.Join(endpoint.Path, "Url"),
            $"https needs a certificate; add \"Certificate\": {{ \"Path\": \"tls.crt\", \"KeyPath\": \"tls.key\" }} to the endpoint, or set {DefaultPath}");
    }

    private static bool IsNamed(ConfigNode? certificate) => certificate?["Path"]?.Value is { Length: > 0 } || certificate?["Subject"]?.Value is { Length: > 0 };

    private void Check(ConfigNode? certificate)
    {
        if (certificate is not null && !errors.AnyUnder(certificate.Path) && IsNamed(certificate) && CertificateFaults.Find(certificate, folder) is { } fault)
            errors.Add(ConfigPath.Join(certificate.Path, fault.Key), fault.Message);
    }
}
