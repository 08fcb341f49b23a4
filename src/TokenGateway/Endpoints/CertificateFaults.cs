using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Endpoints;

/// <summary>Why a <c>Certificate</c> of the <c>Kestrel</c> section is unusable. Passwords are not repeated.</summary>
internal static class CertificateFaults
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>The faulty key and its fix; null: the certificate is usable.</summary>
    /// <param name="certificate">Refers to a file or to a certificate of a store.</param>
    /// <param name="folder">The folder that its files are relative to.</param>
    public static (string Key, string Message)? Find(ConfigNode certificate, string folder)
    {
        var (path, subject) = (Text(certificate, "Path"), Text(certificate, "Subject"));
        if (path is null)
            return OfStore(certificate, subject!);
        if (subject is not null)
            return ("Subject", "\"Path\" and \"Subject\" name two certificates; remove one of them");
        var file = Path.Combine(folder, path);
        if (FaultOfFile(file) is { } unreadable)
            return ("Path", unreadable);
        var password = Text(certificate, "Password");
        return Text(certificate, "KeyPath") is { } key ? OfPem(file, Path.Combine(folder, key), password) : OfPkcs12(file, password);
    }

    private static (string Key, string Message)? OfStore(ConfigNode certificate, string subject)
    {
        var (name, location) = (Text(certificate, "Store") ?? "My", Text(certificate, "Location"));
        if (!Enum.TryParse<StoreLocation>(location ?? "CurrentUser", ignoreCase: true, out var place))
            return ("Location", "CurrentUser or LocalMachine is expected");
        try
        {
            using var loaded = CertificateLoader.LoadFromStoreCert(subject, name, place, certificate.Boolean("AllowInvalid"));
            return null;
        }
        catch (Exception failure) when (failure is InvalidOperationException or CryptographicException)
        {
            return ("Subject", $"no valid certificate of this subject with a private key is in the store \"{name}\" of {place}");
        }
    }

    private static (string Key, string Message)? OfPem(string file, string keyFile, string? password)
    {
        if (FaultOfFile(keyFile) is { } unreadable)
            return ("KeyPath", unreadable);
        X509Certificate2 alone;
        try
        {
            alone = X509CertificateLoader.LoadCertificateFromFile(file);
        }
        catch (CryptographicException)
        {
            return ("Path", "the file contains no certificate; with \"KeyPath\" a PEM file is expected");
        }

        using (alone)
            return FaultOfKey(alone, File.ReadAllText(keyFile), password) ?? FaultOfUse(alone);
    }

    private static (string Key, string Message)? FaultOfKey(X509Certificate2 alone, string key, string? password)
    {
        try
        {
            var certificate = alone.ExportCertificatePem();
            using var whole = password is null ? X509Certificate2.CreateFromPem(certificate, key) : X509Certificate2.CreateFromEncryptedPem(certificate, key, password);
            return null;
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            var isEncrypted = key.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal);
            return (isEncrypted, password is not null) switch
            {
                (true, true) => ("Password", "does not open the key, or it is the key of another certificate"),
                (true, false) => ("KeyPath", "the key is encrypted; add \"Password\""),
                (false, true) => ("KeyPath", "with \"Password\" an encrypted key in PKCS#8 form is expected; remove \"Password\", or convert the key by `openssl pkcs8 -topk8`"),
                _ => ("KeyPath", "the file does not contain the private key of the certificate in PEM form"),
            };
        }
    }

    private static (string Key, string Message)? OfPkcs12(string file, string? password)
    {
        try
        {
            if (X509Certificate2.GetCertContentType(file) != X509ContentType.Pkcs12)
                return ("Path", "the file contains a certificate without its private key; name the key file in \"KeyPath\"");
        }
        catch (CryptographicException)
        {
            return ("Path", "the file contains no certificate; a .pfx file, or a PEM file with \"KeyPath\", is expected");
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            return certificate.HasPrivateKey ? FaultOfUse(certificate) : ("Path", "the file contains a certificate without its private key");
        }
        catch (CryptographicException)
        {
            return password is null ? ("Path", "the file cannot be opened without a password; add \"Password\"") : ("Password", "does not open the certificate file");
        }
    }

    private static (string Key, string Message)? FaultOfUse(X509Certificate2 certificate)
    {
        var uses = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().ToList();
        return uses.Count == 0 || uses.Exists(one => one.EnhancedKeyUsages.Cast<Oid>().Any(use => use.Value == ServerAuthentication))
            ? null
            : ("Path", "the certificate is not for servers: its extended key usage lacks server authentication");
    }

    private static string? FaultOfFile(string file)
    {
        try
        {
            using var opened = File.OpenRead(file);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {failure.Message}";
        }
    }

    private static string? Text(ConfigNode certificate, string key) => certificate[key]?.Value is { Length: > 0 } text ? text : null;
}
