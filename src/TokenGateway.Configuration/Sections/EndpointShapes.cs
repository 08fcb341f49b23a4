using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using TokenGateway.Configuration.Schema;

namespace TokenGateway.Configuration.Sections;

/// <summary>The parts of <c>Kestrel:Endpoints</c> and its siblings. Kestrel itself ignores unknown values.</summary>
internal static class EndpointShapes
{
    private static readonly TextShape Text = Texts.Any with { Nullable = true };

    public static readonly ObjectShape Certificate = new(
        new("Path", Text, "A file with a certificate."),
        new("KeyPath", Text, "A PEM file with its key."),
        new("Password", new TextShape { What = "a password", Nullable = true, Secret = true }, "Opens the file of the certificate or key."),
        new("Subject", Text, "The subject of a certificate in a store of the system."),
        new("Store", Text, "The name of that store."),
        new("Location", Text, "Where that store is."),
        new("AllowInvalid", new BooleanShape { Nullable = true }, "Whether a certificate of a store may be invalid.", "false"))
    {
        MayBeEmpty = true,
    };

    private static readonly KeyShape[] Common =
    [
        new("Protocols", new ProtocolsShape(), "The versions of HTTP.", "\"Http1AndHttp2\""),
        new("SslProtocols", new ListShape(new EnumShape(Enum.GetNames<SslProtocols>())), "The versions of TLS; those of the system when absent."),
        new("ClientCertificateMode", new EnumShape(Enum.GetNames<ClientCertificateMode>()), "Whether clients must show a certificate.", "\"NoCertificate\""),
    ];

    public static readonly ObjectShape Defaults = new(Common) { MayBeEmpty = true };

    public static readonly ObjectShape Endpoint = new(
    [
        new("Url", Texts.Any with { What = "an address", ShownAs = SecretMask.OfPlace }, "Where it listens, such as http://0.0.0.0:8080."),
        .. Common,
        new("Certificate", Certificate, "The certificate of the endpoint."),
        new("Sni", new MapShape(Texts.Any, new ObjectShape([.. Common, new("Certificate", Certificate, "The certificate of these hosts.")]) { MayBeEmpty = true }), "What holds for a host name or *.example.com instead."),
    ])
    {
        MayBeEmpty = true,
    };
}
