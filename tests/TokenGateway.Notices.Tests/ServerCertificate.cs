using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TokenGateway.Notices.Tests;

/// <summary>A certificate for <c>localhost</c> in files, and a client's rule that trusts it alone.</summary>
internal sealed class ServerCertificate : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tgw-smtp-").FullName;
    private readonly string _thumbprint;

    public ServerCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllText(Path.Combine(_folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        _thumbprint = certificate.Thumbprint;
    }

    public string[] Options => ["--cert", Path.Combine(_folder, "cert.pem"), "--key", Path.Combine(_folder, "key.pem")];

    /// <summary>Nothing but the missing trust is forgiven, and to this certificate only.</summary>
    public bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors is SslPolicyErrors.None or SslPolicyErrors.RemoteCertificateChainErrors && certificate is X509Certificate2 { Thumbprint: var shown } && shown == _thumbprint;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
