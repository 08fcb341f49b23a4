using System.Security.Authentication;
using TokenGateway.Configuration.Schema;

namespace TokenGateway.Configuration.Sections.Proxy;

/// <summary><c>HttpClient</c> of a cluster.</summary>
internal static class HttpClientShape
{
    private static readonly TextShape Encoding = Texts.Any with { What = "the name of an encoding", Nullable = true };

    public static readonly ObjectShape Shape = new(
        new("SslProtocols", new ListShape(new EnumShape(Enum.GetNames<SslProtocols>())), "The versions of TLS; those of the system when absent."),
        new("DangerousAcceptAnyServerCertificate", new BooleanShape { Nullable = true }, "true: any server certificate is accepted.", "false"),
        new("MaxConnectionsPerServer", new IntegerShape(1, int.MaxValue) { Nullable = true }, "Connections to each destination."),
        new("EnableMultipleHttp2Connections", new BooleanShape { Nullable = true }, "Whether HTTP/2 may use several connections.", "true"),
        new("RequestHeaderEncoding", Encoding, "How header values are written."),
        new("ResponseHeaderEncoding", Encoding, "How header values are read."),
        new("WebProxy", WebProxy, "The proxy between the gateway and the destinations."))
    {
        MayBeEmpty = true,
        Nullable = true,
    };

    private static ObjectShape WebProxy => new(
        new("Address", new UriShape { Nullable = true, ShownAs = SecretMask.OfAddress }, "Where it is."),
        new("BypassOnLocal", new BooleanShape { Nullable = true }, "Whether local addresses are reached without it.", "false"),
        new("UseDefaultCredentials", new BooleanShape { Nullable = true }, "Whether the account of the process signs in there.", "false"))
    { MayBeEmpty = true, Nullable = true };
}
