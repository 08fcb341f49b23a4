using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TokenGateway.EndToEnd.Tests.Redis;

/// <summary>A certificate for localhost and its key, as files.</summary>
internal sealed class TestCertificate : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tgw-cert-").FullName;

    public string File => Path.Combine(_folder, "server.crt");

    public string KeyFile => Path.Combine(_folder, "server.key");

    public static async Task<TestCertificate> CreateAsync()
    {
        var certificate = new TestCertificate();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await System.IO.File.WriteAllTextAsync(certificate.File, made.ExportCertificatePem());
        await System.IO.File.WriteAllTextAsync(certificate.KeyFile, key.ExportPkcs8PrivateKeyPem());
        return certificate;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
