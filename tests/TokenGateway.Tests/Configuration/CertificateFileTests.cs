using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace TokenGateway.Tests.Configuration;

/// <summary>Certificates of https endpoints, as <c>config check</c> sees them.</summary>
public sealed class CertificateFileTests : IDisposable
{
    private const string Password = "s3cret";

    private readonly SampleFolder _folder = new();

    public CertificateFileTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var server = Create(key, "1.3.6.1.5.5.7.3.1");
        using var client = Create(key, "1.3.6.1.5.5.7.3.2");
        using var alone = X509CertificateLoader.LoadCertificate(server.RawData);
        Write("tls.crt", server.ExportCertificatePem());
        Write("tls.key", key.ExportPkcs8PrivateKeyPem());
        Write("other.key", otherKey.ExportPkcs8PrivateKeyPem());
        Write("encrypted.key", key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        File.WriteAllBytes(At("tls.pfx"), server.Export(X509ContentType.Pkcs12, Password));
        File.WriteAllBytes(At("client.pfx"), client.Export(X509ContentType.Pkcs12, Password));
        File.WriteAllBytes(At("alone.pfx"), alone.Export(X509ContentType.Pkcs12, Password));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{ "Path": "tls.crt", "KeyPath": "tls.key" }""")]
    [InlineData("""{ "Path": "tls.crt", "KeyPath": "encrypted.key", "Password": "s3cret" }""")]
    [InlineData("""{ "Path": "tls.pfx", "Password": "s3cret" }""")]
    public async Task Certificate_that_can_be_used_passes_on_the_endpoint_and_as_the_default(string certificate)
    {
        (await CheckAsync(certificate, asDefault: false)).ShouldBe("");
        (await CheckAsync(certificate, asDefault: true)).ShouldBe("");
    }

    [Theory]
    [InlineData("""{ "Path": "tls.pfx", "Password": "wrong" }""", "Password: does not open the certificate file")]
    [InlineData("""{ "Path": "tls.pfx" }""", "Path: the file cannot be opened without a password; add \"Password\"")]
    [InlineData("""{ "Path": "tls.crt" }""", "Path: the file contains a certificate without its private key; name the key file in \"KeyPath\"")]
    [InlineData("""{ "Path": "alone.pfx", "Password": "s3cret" }""", "Path: the file contains a certificate without its private key")]
    [InlineData("""{ "Path": "client.pfx", "Password": "s3cret" }""", "Path: the certificate is not for servers")]
    [InlineData("""{ "Path": "tls.crt", "KeyPath": "other.key" }""", "KeyPath: the file does not contain the private key of the certificate")]
    [InlineData("""{ "Path": "tls.crt", "KeyPath": "tls.crt" }""", "KeyPath: the file does not contain the private key of the certificate")]
    [InlineData("""{ "Path": "tls.crt", "KeyPath": "encrypted.key" }""", "KeyPath: the key is encrypted; add \"Password\"")]
    [InlineData("""{ "Path": "tls.crt", "KeyPath": "encrypted.key", "Password": "wrong" }""", "Password: does not open the key")]
    [InlineData("""{ "Path": "tls.crt", "KeyPath": "tls.key", "Password": "s3cret" }""", "KeyPath: with \"Password\" an encrypted key in PKCS#8 form is expected")]
    [InlineData("""{ "Path": "tls.key", "KeyPath": "tls.key" }""", "Path: the file contains no certificate")]
    public async Task Certificate_that_cannot_be_used_is_an_error_at_its_key(string certificate, string error)
    {
        (await CheckAsync(certificate, asDefault: false)).ShouldStartWith($"Kestrel:Endpoints:Edge:Certificate:{error}");
        (await CheckAsync(certificate, asDefault: true)).ShouldStartWith($"Kestrel:Certificates:Default:{error}");
    }

    [Fact]
    public async Task Command_that_does_not_serve_needs_no_certificate()
    {
        await WriteAsync("""{ "Path": "gone.pfx" }""", asDefault: false);

        (await _folder.RunAsync("user", "list")).ExitCode.ShouldBe(0);
    }

    private async Task<string> CheckAsync(string certificate, bool asDefault)
    {
        await WriteAsync(certificate, asDefault);
        var result = await _folder.RunAsync("config", "check");
        result.ExitCode.ShouldBe(result.Error.Length == 0 ? 0 : 3);
        return result.Error;
    }

    private async Task WriteAsync(string certificate, bool asDefault)
    {
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(_folder.ConfigPath))!;
        var endpoint = new JsonObject { ["Url"] = "https://127.0.0.1:8443" };
        var kestrel = new JsonObject { ["Endpoints"] = new JsonObject { ["Edge"] = endpoint } };
        if (asDefault)
            kestrel["Certificates"] = new JsonObject { ["Default"] = JsonNode.Parse(certificate) };
        else
            endpoint["Certificate"] = JsonNode.Parse(certificate);
        configuration["Kestrel"] = kestrel;
        await File.WriteAllTextAsync(_folder.ConfigPath, configuration.ToJsonString());
    }

    private static X509Certificate2 Create(ECDsa key, string use)
    {
        var request = new CertificateRequest("CN=gateway.test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private void Write(string name, string text) => File.WriteAllText(At(name), text);

    private string At(string name) => Path.Combine(_folder.Path, name);
}
