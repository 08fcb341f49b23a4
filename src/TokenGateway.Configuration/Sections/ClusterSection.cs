using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>ReverseProxy:Clusters:ID:TokenGateway</c>.</summary>
internal static class ClusterSection
{
    private const string ConnectionPerClient = "ConnectionPerClient";

    private const string UpstreamCredential = "UpstreamCredential";

    public static readonly ObjectShape Shape = new(
        new KeyShape(UpstreamCredential, new ObjectShape(
            new("Header", Texts.Header, "The header that carries it.") { Required = true },
            new("Value", new TextShape { What = "a header value", Secret = true }, "The secret itself."),
            new("ValueFile", Texts.Any, "A file that holds the secret.")), "How the gateway itself signs in at the upstream."),
        new KeyShape(ConnectionPerClient, new BooleanShape(), "true: each client connection has upstream connections of its own, and NTLM, Negotiate and Kerberos pass.", "false"));

    public static ClusterBlockConfig Read(ConfigNode cluster) => new()
    {
        Path = ConfigPath.Join(cluster.Path, ConfigPath.Gateway),
        ClusterId = cluster.Key,
        ConnectionPerClient = cluster[ConfigPath.Gateway].Boolean(ConnectionPerClient),
        UpstreamCredential = cluster[ConfigPath.Gateway]?[UpstreamCredential] is { } node ? ReadCredential(node) : null,
    };

    /// <summary>The rules that join several keys.</summary>
    public static void Check(ConfigNode cluster, ConfigErrors errors)
    {
        if (cluster[ConfigPath.Gateway] is { } block && block[UpstreamCredential] is { } credential && !errors.AnyUnder(block.Path))
            CheckOneValue(ReadCredential(credential), errors);
    }

    private static void CheckOneValue(UpstreamCredentialConfig credential, ConfigErrors errors)
    {
        if (credential.Value is null == credential.ValueFile is null)
            errors.Add(credential.Path, "exactly one of \"Value\" and \"ValueFile\" is needed");
    }

    private static UpstreamCredentialConfig ReadCredential(ConfigNode node) => new()
    {
        Path = node.Path,
        Header = node.Text("Header") ?? string.Empty,
        Value = node.Text("Value"),
        ValueFile = node.Text("ValueFile"),
    };
}
