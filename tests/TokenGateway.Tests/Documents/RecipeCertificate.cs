using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TokenGateway.Tests.Documents;

/// <summary>The certificate of <c>api.example.com</c> that recipes name, in a folder of the test.</summary>
internal static class RecipeCertificate
{
    private static readonly string[] Folders = ["/etc/tokengateway/tls/", "/etc/nginx/tls/", "/etc/haproxy/tls/"];

    /// <summary>Puts the files there, and the folder in place of the machine's in what a recipe says.</summary>
    public static string Replace(string text, string folder)
    {
        Write(folder);
        return Folders.Aggregate(text, (one, from) => one.Replace(from, folder + "/", StringComparison.Ordinal));
    }

    // HAProxy wants both in one file, and others find the certificate in it.
    private static void Write(string folder)
    {
        if (File.Exists(Path.Combine(folder, "api.example.com.pem")))
            return;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=api.example.com", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        File.WriteAllText(Path.Combine(folder, "api.example.com.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, "api.example.com.pem"), $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }
}
